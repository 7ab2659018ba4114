package org.acinus.mil.calibrate.novelty;

/// Where a pack keeps what its features were like in training, and how unlike them is too unlike.
///
/// @param file in the pack, for [TrainingNorm]
/// @param limit greatest distance of a slide that the network is at home on, above 0
public record NormSpec(String file, double limit) {
    public NormSpec {
        if (!(limit > 0) || !Double.isFinite(limit)) {
            throw new IllegalArgumentException("norm must have a limit above 0, not " + limit);
        }
    }
}
