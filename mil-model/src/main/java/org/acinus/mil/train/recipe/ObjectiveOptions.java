package org.acinus.mil.train.recipe;

/// What a wrong answer costs.
///
/// @param balance how rare classes are made up for
/// @param focalGamma of the focal loss (Lin, Goyal, Girshick et al., ICCV 2017, arXiv 1708.02002): a bag that is
///     already called with probability p counts (1 - p)^gamma; 0 is plain cross-entropy
public record ObjectiveOptions(ClassBalance balance, double focalGamma) {
    /// Cross-entropy, weighted.
    public static final ObjectiveOptions DEFAULTS = new ObjectiveOptions(ClassBalance.WEIGHT, 0);

    public ObjectiveOptions {
        FitOptions.require(focalGamma >= 0 && focalGamma <= 10, "focal gamma must be 0 to 10");
    }
}
