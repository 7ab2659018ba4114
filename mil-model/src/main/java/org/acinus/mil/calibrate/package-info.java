/// From a head's probabilities to ones that can be taken at their word, and to knowing when not to trust them.
///
/// Pure arithmetic: no engine, no file. Start with [org.acinus.mil.calibrate.Calibration], which is what a head pack
/// keeps, and [org.acinus.mil.calibrate.CalibrationFit], which makes one; [org.acinus.mil.calibrate.Scaling] mends
/// probabilities and [org.acinus.mil.calibrate.ScalingFit] finds out how; [org.acinus.mil.calibrate.Conformal] gives
/// sets of plausible classes. How unlike the training slides a slide is, [org.acinus.mil.calibrate.novelty] says;
/// [org.acinus.mil.calibrate.review] sends a slide to a person.
@NullMarked
package org.acinus.mil.calibrate;

import org.jspecify.annotations.NullMarked;
