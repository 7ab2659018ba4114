/// Formulas on counts and ranks, which know nothing of slides.
///
/// Start with [org.acinus.mil.evaluate.statistic.ConfusionMatrix] and what it gives: kappa, and with
/// [org.acinus.mil.evaluate.statistic.BinaryTable] sensitivity and specificity, each a
/// [org.acinus.mil.evaluate.statistic.Proportion] with its interval. [org.acinus.mil.evaluate.statistic.RocAuc] ranks
/// scores; [org.acinus.mil.evaluate.statistic.Bootstrap] gives intervals to figures that have no formula for one.
@NullMarked
package org.acinus.mil.evaluate.statistic;

import org.jspecify.annotations.NullMarked;
