package org.acinus.mil.train.recipe;

/// How to fit a head.
///
/// @param network what is fitted
/// @param steps how weights are moved
/// @param balance how rare classes are made up for
/// @param augmentation how bags are varied while training
/// @param stopping how long
/// @param seed of weights, order, dropout and augmentation
public record FitOptions(
        NetworkOptions network,
        StepOptions steps,
        ClassBalance balance,
        AugmentationOptions augmentation,
        StoppingOptions stopping,
        int seed) {

    /// What measurements speak for: `docs/adr/0005-attention-mil-on-djl.md`.
    public static FitOptions defaults(String architecture, int seed) {
        return new FitOptions(
                NetworkOptions.defaults(architecture),
                StepOptions.DEFAULTS,
                ClassBalance.WEIGHT,
                AugmentationOptions.NONE,
                StoppingOptions.DEFAULTS,
                seed);
    }

    /// The same for another network.
    public FitOptions withNetwork(NetworkOptions other) {
        return new FitOptions(other, steps, balance, augmentation, stopping, seed);
    }

    /// The same with other steps.
    public FitOptions withSteps(StepOptions other) {
        return new FitOptions(network, other, balance, augmentation, stopping, seed);
    }

    /// The same with rare classes made up for otherwise.
    public FitOptions withBalance(ClassBalance other) {
        return new FitOptions(network, steps, other, augmentation, stopping, seed);
    }

    /// The same with other variations of the bags.
    public FitOptions withAugmentation(AugmentationOptions other) {
        return new FitOptions(network, steps, balance, other, stopping, seed);
    }

    /// The same for another time.
    public FitOptions withStopping(StoppingOptions other) {
        return new FitOptions(network, steps, balance, augmentation, other, seed);
    }

    /// The same for another seed.
    public FitOptions withSeed(int other) {
        return new FitOptions(network, steps, balance, augmentation, stopping, other);
    }

    /// The same without a validation split, for a number of epochs that is known.
    public FitOptions forEpochs(int known) {
        return withStopping(new StoppingOptions(known, known, 0));
    }

    static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException("Training cannot start: " + message);
        }
    }
}
