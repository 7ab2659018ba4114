package org.acinus.mil.calibrate;

/// Where a pack keeps what slides look like, and how unlike them is too unlike.
///
/// @param file in the pack, for [org.acinus.mil.calibrate.novelty.Novelty]
/// @param threshold greatest distance of a slide like the training slides, above 0
/// @param alpha share of slides like the training slides that are beyond it, strictly between 0 and 1
/// @param slides it was found on
public record NoveltySpec(String file, double threshold, double alpha, int slides) {
    public NoveltySpec {
        if (!(threshold > 0 && alpha > 0 && alpha < 1) || !Double.isFinite(threshold) || slides < 2) {
            throw new IllegalArgumentException("novelty must have a threshold above 0, alpha between 0 and 1 and at"
                    + " least two slides, not " + threshold + ", " + alpha + ", " + slides);
        }
    }
}
