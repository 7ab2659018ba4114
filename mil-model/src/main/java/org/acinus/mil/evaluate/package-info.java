/// How good predictions are, and how sure one can be of that.
///
/// Arithmetic on labels and scores alone; it knows no model and no file. Reading order:
/// [org.acinus.mil.evaluate.EvaluatedCase] is a slide with its truth and its answer;
/// [org.acinus.mil.evaluate.Evaluation] measures everything; [org.acinus.mil.evaluate.Figures] are the figures
/// of some cases, each an [org.acinus.mil.evaluate.Estimate] with its intervals, from
/// [org.acinus.mil.evaluate.ConfusionMatrix], [org.acinus.mil.evaluate.RocAuc] and
/// [org.acinus.mil.evaluate.Bootstrap]; [org.acinus.mil.evaluate.ReaderAgreement] compares people.
@NullMarked
package org.acinus.mil.evaluate;

import org.jspecify.annotations.NullMarked;
