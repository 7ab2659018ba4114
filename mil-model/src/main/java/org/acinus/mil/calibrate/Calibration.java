package org.acinus.mil.calibrate;

import java.util.List;
import java.util.Optional;

/// What a head pack keeps of its calibration.
///
/// @param slides that it was found on, at least one
/// @param scaling mends the head's probabilities
/// @param conformal gives sets of plausible classes, from mended probabilities
/// @param widestSet a set of more grades than this wants a person, at least 1
/// @param memberDeviation an ensemble whose members' probabilities of cancer have a greater standard deviation than
///     this wants a person
/// @param novelty tells slides that are unlike the training slides
public record Calibration(
        int slides,
        Scaling scaling,
        Optional<Conformal> conformal,
        int widestSet,
        Optional<Double> memberDeviation,
        Optional<NoveltySpec> novelty) {
    public Calibration {
        int classes = scaling.scale().size();
        boolean fits =
                conformal.map(known -> known.quantiles().size() == classes).orElse(true);
        boolean limit = memberDeviation.map(known -> known > 0 && known <= 0.5).orElse(true);
        if (slides < 1 || widestSet < 1 || !fits || !limit) {
            throw new IllegalArgumentException("calibration must have at least one slide, a widest set of at least one"
                    + " class, as many conformal quantiles as classes and a member deviation of 0 to 0.5");
        }
    }

    /// Number of classes that it is for.
    public int classes() {
        return scaling.scale().size();
    }

    /// The plausible classes of a slide, where the pack can tell them.
    ///
    /// @param mended probabilities, one a class
    public Optional<PredictionSet> plausible(List<Double> mended) {
        return conformal.map(known -> known.set(mended));
    }
}
