package org.acinus.cli.evaluate;

import java.util.Optional;
import org.acinus.mil.calibrate.CalibrationFit;
import org.acinus.mil.calibrate.novelty.NoveltyFit;

/// What the command found.
///
/// @param fit scaling, sets and figures
/// @param novelty what the training slides look like, where bags were given
/// @param thresholdBefore on the head's probabilities
/// @param threshold on the mended ones
record Calibrated(CalibrationFit fit, Optional<NoveltyFit> novelty, double thresholdBefore, double threshold) {}
