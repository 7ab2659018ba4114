package org.acinus.cli.experiment;

/// What bags look like in feature space.
///
/// A tumour instance is moved along the first features by `strength`; every bag is moved as a whole, as a stain moves
/// a slide, by more than a mean over its instances can tell from a few tumour instances.
///
/// @param classes 2, or 6 for grades, of which each is moved further along the second features
/// @param instances of a bag
/// @param share of a positive bag's instances that are tumour; at least one is
/// @param strength in standard deviations of an instance
/// @param nuisance standard deviation of the bag's own place, along each feature
/// @param noise standard deviation that each extraction of a bag adds to each value
record BagTraits(int classes, int instances, double share, double strength, double nuisance, double noise) {
    /// Length of a feature.
    static final int DIMENSION = 24;

    /// Features along which tumour differs, and as many along which grades do.
    static final int TELLING = 4;

    /// Forty instances, two of them tumour in a positive bag.
    static final BagTraits USUAL = new BagTraits(2, 40, 0.05, 2.5, 0.7, 0);

    /// The same graded.
    BagTraits graded() {
        return new BagTraits(6, instances, share, strength, nuisance, noise);
    }

    /// The same with more or less tumour, easier or harder to tell.
    BagTraits withTumour(double otherShare, double otherStrength) {
        return new BagTraits(classes, instances, otherShare, otherStrength, nuisance, noise);
    }

    /// The same with bags that lie further apart or nearer together.
    BagTraits withNuisance(double other) {
        return new BagTraits(classes, instances, share, strength, other, noise);
    }

    /// The same with noise of its own in each extraction.
    BagTraits withNoise(double other) {
        return new BagTraits(classes, instances, share, strength, nuisance, other);
    }
}
