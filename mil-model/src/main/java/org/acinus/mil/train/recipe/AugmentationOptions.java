package org.acinus.mil.train.recipe;

/// How bags are varied while training, drawn anew each time a bag is shown.
///
/// @param instanceDropout share of the instances left out, 0 to below 1; at least one stays
/// @param featureJitter how far a bag as a whole is moved and stretched along each feature, as another stain or
///     scanner would: standard deviation, in standard deviations of the feature; 0 is not at all
public record AugmentationOptions(double instanceDropout, double featureJitter) {
    /// Bags as they are.
    public static final AugmentationOptions NONE = new AugmentationOptions(0, 0);

    public AugmentationOptions {
        FitOptions.require(instanceDropout >= 0 && instanceDropout < 1, "instance dropout must be 0 to below 1");
        FitOptions.require(featureJitter >= 0 && featureJitter <= 10, "feature jitter must be 0 to 10");
    }
}
