/// How good predictions are: area under the ROC curve with its interval, accuracy, weighted kappa.
///
/// Arithmetic on labels and scores alone; it knows no model and no file. Start at
/// [org.acinus.mil.evaluate.RocAuc] for scores and [org.acinus.mil.evaluate.ConfusionMatrix] for grades.
@NullMarked
package org.acinus.mil.evaluate;

import org.jspecify.annotations.NullMarked;
