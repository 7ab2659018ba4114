package org.acinus.mil.train.recipe;

/// How weights are moved.
///
/// @param optimizer how a gradient becomes a step
/// @param learningRate size of a step; with a schedule, the greatest
/// @param weightDecay of AdamW decoupled from the gradient (Loshchilov, Hutter, ICLR 2019), of SGD added to it
/// @param schedule how the learning rate falls
/// @param accumulate bags whose gradients are averaged for a step
public record StepOptions(
        OptimizerKind optimizer, double learningRate, double weightDecay, RateSchedule schedule, int accumulate) {
    /// AdamW with 5e-4 and decay 1e-2, constant, a step a bag.
    public static final StepOptions DEFAULTS =
            new StepOptions(OptimizerKind.ADAMW, 5e-4, 1e-2, RateSchedule.CONSTANT, 1);

    public StepOptions {
        FitOptions.require(learningRate > 0 && learningRate < 1, "learning rate must lie between 0 and 1");
        FitOptions.require(weightDecay >= 0 && weightDecay < 1, "weight decay must be 0 to below 1");
        FitOptions.require(accumulate >= 1, "accumulate must be at least 1");
    }

    /// The same with another step size.
    public StepOptions withLearningRate(double other) {
        return new StepOptions(optimizer, other, weightDecay, schedule, accumulate);
    }
}
