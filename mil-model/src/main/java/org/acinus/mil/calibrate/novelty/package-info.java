/// How unlike the training slides a slide is.
///
/// Start with [org.acinus.mil.calibrate.novelty.Novelty], a distance from the training slides' mean embeddings, which
/// [org.acinus.mil.calibrate.novelty.NoveltyFit] makes. Without any training slide,
/// [org.acinus.mil.calibrate.novelty.TrainingNorm] tells it by what the network's own batch norm remembers.
@NullMarked
package org.acinus.mil.calibrate.novelty;

import org.jspecify.annotations.NullMarked;
