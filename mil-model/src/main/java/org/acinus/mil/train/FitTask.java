package org.acinus.mil.train;

import java.util.Map;
import java.util.Optional;
import org.acinus.mil.HeadShape;
import org.acinus.mil.pack.Tensor;
import org.acinus.mil.train.recipe.FitOptions;

/// One head to fit.
///
/// @param split bags to learn from, and those that choose the epoch
/// @param shape sizes of the head; the bags have its dimension and only its classes
/// @param options the recipe
/// @param start weights to begin with instead of random ones; the features' scaling is measured anew in any case
/// @param checkpoints where the state of a fit is kept
public record FitTask(
        HeadTrainer.Split split,
        HeadShape shape,
        FitOptions options,
        Optional<Map<String, Tensor>> start,
        FitCheckpoints checkpoints) {

    /// From random weights, without checkpoints.
    public FitTask(HeadTrainer.Split split, HeadShape shape, FitOptions options) {
        this(split, shape, options, Optional.empty(), FitCheckpoints.NONE);
    }

    /// The same on other bags.
    public FitTask on(HeadTrainer.Split other) {
        return new FitTask(other, shape, options, start, checkpoints);
    }

    /// The same with another seed.
    public FitTask withSeed(int seed) {
        return new FitTask(split, shape, options.withSeed(seed), start, checkpoints);
    }

    /// The same, kept elsewhere.
    public FitTask keptIn(FitCheckpoints other) {
        return new FitTask(split, shape, options, start, other);
    }
}
