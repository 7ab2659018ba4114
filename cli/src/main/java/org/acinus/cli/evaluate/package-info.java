/// Commands that judge predictions.
///
/// [org.acinus.cli.evaluate.EvaluateCommand] measures them against labels; what it found is printed by
/// `EvaluationJson` for programs and by `EvaluationText` for people. [org.acinus.cli.evaluate.CalibrateCommand] gives
/// a head what it needs to doubt itself.
@NullMarked
package org.acinus.cli.evaluate;

import org.jspecify.annotations.NullMarked;
