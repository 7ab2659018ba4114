package org.acinus.mil.djl.net;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.Optional;

/// What training sees of a bag. The arrays belong to the bag's manager.
///
/// @param logits the numbers of the last layer, (1, outputs), of each stream of the architecture, at least one;
///     the bag's loss is the mean of theirs
/// @param instanceLoss a loss of the instances, one number, which counts [#INSTANCE_SHARE] of the whole; most
///     architectures have none
public record TrainingView(List<NDArray> logits, Optional<NDArray> instanceLoss) {
    /// Share of the instances' loss: 0.3, as in the code of CLAM (`bag_weight` 0.7).
    public static final float INSTANCE_SHARE = 0.3f;

    public TrainingView {
        logits = List.copyOf(logits);
    }

    /// One stream, no loss of its own.
    static TrainingView of(NDArray logits) {
        return new TrainingView(List.of(logits), Optional.empty());
    }
}
