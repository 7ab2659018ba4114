package org.acinus.mil.train;

import java.util.List;
import java.util.Map;
import org.acinus.mil.pack.GoldenSpec;
import org.acinus.mil.pack.Tensor;

/// A head or an ensemble of heads, and what its recipe was worth on bags not seen.
///
/// @param plan how it was made
/// @param engine that fitted it, with version
/// @param report out-of-fold figures
/// @param epochs median of the folds' best epochs, for which heads on all bags are fitted
/// @param members weights of each head by name, at least one
/// @param golden what it answers to bags drawn by formula
public record TrainedHead(
        TrainingPlan plan,
        String engine,
        CrossValidationReport report,
        int epochs,
        List<Map<String, Tensor>> members,
        GoldenSpec golden) {
    public TrainedHead {
        members = members.stream().map(Map::copyOf).toList();
    }
}
