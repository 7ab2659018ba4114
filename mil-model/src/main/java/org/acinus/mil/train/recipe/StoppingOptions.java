package org.acinus.mil.train.recipe;

/// How long to train.
///
/// @param epochs most passes over the training bags
/// @param patience epochs without a lower validation loss after which fitting stops
/// @param validationFraction share of the training patients kept aside to choose the epoch; 0 runs all epochs
public record StoppingOptions(int epochs, int patience, double validationFraction) {
    /// Fifty epochs, all of them.
    public static final StoppingOptions DEFAULTS = new StoppingOptions(50, 10, 0);

    public StoppingOptions {
        FitOptions.require(epochs >= 1 && patience >= 1, "epochs and patience must be at least 1");
        FitOptions.require(
                validationFraction >= 0 && validationFraction <= 0.5, "validation fraction must be 0 to 0.5");
    }
}
