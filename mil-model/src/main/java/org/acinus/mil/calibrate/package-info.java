/// From a head's probabilities to ones that can be taken at their word, and to knowing when not to trust them.
///
/// Pure arithmetic: no engine, no file. Reading order: [org.acinus.mil.calibrate.Calibration] is what a head pack
/// keeps; [org.acinus.mil.calibrate.Scaling] mends probabilities and [org.acinus.mil.calibrate.ScalingFit] finds out
/// how; [org.acinus.mil.calibrate.Conformal] gives sets of plausible classes; [org.acinus.mil.calibrate.MemberSpread]
/// tells how far an ensemble's members disagree; [org.acinus.mil.calibrate.Novelty] how unlike the training slides a
/// slide is. [org.acinus.mil.calibrate.ReviewRule] sends a slide to a person and says why.
/// [org.acinus.mil.calibrate.CalibrationFit] makes a calibration.
@NullMarked
package org.acinus.mil.calibrate;

import org.jspecify.annotations.NullMarked;
