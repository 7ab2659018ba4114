/// How good predictions are, and how sure one can be of that.
///
/// Arithmetic on labels and scores alone; it knows no model and no file. Start with
/// [org.acinus.mil.evaluate.Evaluation]: it measures everything on slides with their truth and their answer
/// ([org.acinus.mil.evaluate.EvaluatedCase]); [org.acinus.mil.evaluate.Figures] are the figures of some cases, each
/// an [org.acinus.mil.evaluate.Estimate] with its intervals. The formulas lie in
/// [org.acinus.mil.evaluate.statistic], the comparing of people in [org.acinus.mil.evaluate.agreement].
@NullMarked
package org.acinus.mil.evaluate;

import org.jspecify.annotations.NullMarked;
