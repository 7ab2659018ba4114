package org.acinus.mil.train.recipe;

import java.util.OptionalDouble;
import java.util.OptionalInt;

/// What is done about labels that are wrong or missing.
///
/// @param cleaningFolds folds in which the labels of a fit are judged, and the doubtful ones left out; nothing to take
///     them as they are
/// @param pseudoConfidence least probability that makes a label of a call, for bags without one; nothing to leave such
///     bags out
public record LabelHandling(OptionalInt cleaningFolds, OptionalDouble pseudoConfidence) {
    /// Labels as they are.
    public static final LabelHandling AS_GIVEN = new LabelHandling(OptionalInt.empty(), OptionalDouble.empty());

    public LabelHandling {
        FitOptions.require(cleaningFolds.orElse(2) >= 2, "labels are judged in at least 2 folds");
        double confidence = pseudoConfidence.orElse(1);
        FitOptions.require(confidence > 0.5 && confidence <= 1, "a pseudo-label needs a confidence above 0.5, up to 1");
    }
}
