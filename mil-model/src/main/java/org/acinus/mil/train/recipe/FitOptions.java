package org.acinus.mil.train.recipe;

/// How to fit a head.
///
/// @param architecture one of the engine's, for example `abmil`
/// @param hidden width of the projected embedding
/// @param attention width of the attention branch
/// @param dropout share of the projected features set to zero while training, 0 to below 1
/// @param learningRate step size of AdamW
/// @param weightDecay decoupled weight decay of AdamW (Loshchilov, Hutter, ICLR 2019)
/// @param epochs most passes over the training bags
/// @param patience epochs without a lower validation loss after which fitting stops
/// @param validationFraction share of the training patients kept aside to choose the epoch; 0 runs all epochs
/// @param balanced whether a bag weighs the inverse of its class's frequency
/// @param seed of weights, order and dropout
public record FitOptions(
        String architecture,
        int hidden,
        int attention,
        double dropout,
        double learningRate,
        double weightDecay,
        int epochs,
        int patience,
        double validationFraction,
        boolean balanced,
        int seed) {
    public FitOptions {
        require(hidden >= 1 && attention >= 1, "hidden and attention must be at least 1");
        require(dropout >= 0 && dropout < 1, "dropout must be 0 to below 1");
        require(learningRate > 0 && learningRate < 1, "learning rate must lie between 0 and 1");
        require(weightDecay >= 0 && weightDecay < 1, "weight decay must be 0 to below 1");
        require(epochs >= 1 && patience >= 1, "epochs and patience must be at least 1");
        require(validationFraction >= 0 && validationFraction <= 0.5, "validation fraction must be 0 to 0.5");
    }

    /// What measurements speak for: `docs/adr/0005-attention-mil-on-djl.md`.
    public static FitOptions defaults(String architecture, int seed) {
        return new FitOptions(architecture, 128, 64, 0.25, 5e-4, 1e-2, 50, 10, 0, true, seed);
    }

    /// The same for another seed.
    public FitOptions withSeed(int other) {
        return new FitOptions(
                architecture,
                hidden,
                attention,
                dropout,
                learningRate,
                weightDecay,
                epochs,
                patience,
                validationFraction,
                balanced,
                other);
    }

    /// The same without a validation split, for a number of epochs that is known.
    public FitOptions forEpochs(int known) {
        return new FitOptions(
                architecture, hidden, attention, dropout, learningRate, weightDecay, known, known, 0, balanced, seed);
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException("Training cannot start: " + message);
        }
    }
}
