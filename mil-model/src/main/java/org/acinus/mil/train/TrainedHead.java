package org.acinus.mil.train;

import java.util.Map;
import org.acinus.mil.pack.GoldenSpec;
import org.acinus.mil.pack.Tensor;
import org.acinus.mil.train.recipe.FitOptions;

/// A head fitted on all bags, and what its recipe was worth on bags not seen.
///
/// @param options the recipe
/// @param engine that fitted it, with version
/// @param report out-of-fold figures
/// @param epochs passes that the head was fitted for
/// @param weights by name
/// @param golden what it answers to bags drawn by formula
public record TrainedHead(
        FitOptions options,
        String engine,
        CrossValidationReport report,
        int epochs,
        Map<String, Tensor> weights,
        GoldenSpec golden) {
    public TrainedHead {
        weights = Map.copyOf(weights);
    }
}
