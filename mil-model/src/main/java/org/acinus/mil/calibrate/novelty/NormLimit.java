package org.acinus.mil.calibrate.novelty;

import java.util.List;
import org.acinus.mil.calibrate.CalibrationException;

/// How unlike its training a slide may be before a person has to look, told by slides that the network is at home on.
///
/// The rule: the mean of their distances and three standard deviations. Were distances normal, a further such slide
/// would lie beyond it about once in sixty times where seven slides tell it, and once in three hundred where thirty
/// do. Slides of other tissue are never asked: they are what the limit is tested on.
public final class NormLimit {
    /// Fewer say nothing about how much such slides differ.
    public static final int LEAST_SLIDES = 5;

    private static final double DEVIATIONS = 3;

    private NormLimit() {}

    /// The limit.
    ///
    /// @param distances of slides of the kind that the network is meant for, see [TrainingNorm#distance]
    /// @throws CalibrationException where there are fewer than [#LEAST_SLIDES]
    public static double of(List<Double> distances) {
        if (distances.size() < LEAST_SLIDES) {
            throw new CalibrationException(distances.size() + " slides are too few to tell how unlike its training a"
                    + " slide may be; it takes " + LEAST_SLIDES);
        }
        double mean =
                distances.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
        double squares = distances.stream()
                .mapToDouble(distance -> (distance - mean) * (distance - mean))
                .sum();
        return mean + DEVIATIONS * Math.sqrt(squares / (distances.size() - 1));
    }
}
