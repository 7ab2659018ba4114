/// Multiple-instance learning: tiles become features, a bag of features becomes a prediction.
///
/// [org.acinus.mil.FeatureExtractor] turns a tile batch into a [org.acinus.mil.FeatureMatrix];
/// [org.acinus.mil.BagClassifier] turns the features of one slide into a [org.acinus.mil.BagPrediction] with
/// attention. Neither knows an engine: DJL lives in `org.acinus.mil.djl` alone.
@NullMarked
package org.acinus.mil;

import org.jspecify.annotations.NullMarked;
