package org.acinus.stain;

/// The two stains of a slide, and how much of each there is where it is strongest.
///
/// @param haematoxylin unit vector
/// @param eosin unit vector
/// @param mostHaematoxylin 99th percentile of its amount, in optical density along the vector
/// @param mostEosin 99th percentile of its amount
public record StainProfile(StainVector haematoxylin, StainVector eosin, double mostHaematoxylin, double mostEosin) {
    /// Vectors closer than this cannot be told apart from noise and rounding to whole grey levels.
    static final double LEAST_DEGREES = 3;

    /// The reference of Macenko et al. (2009), to which Macenko's and Vahadane's methods bring slides.
    public static final StainProfile REFERENCE = new StainProfile(
            new StainVector(0.5626, 0.7201, 0.4062), new StainVector(0.2159, 0.8012, 0.5581), 1.9705, 1.0308);

    /// Whether it is good for taking a colour apart.
    boolean isSound() {
        return haematoxylin.degreesTo(eosin) >= LEAST_DEGREES
                && mostHaematoxylin > 0
                && mostEosin > 0
                && Double.isFinite(mostHaematoxylin + mostEosin);
    }

    /// What one unit of this slide's haematoxylin absorbs more once it is the target's, as strong as there.
    StainVector changeOfHaematoxylin(StainProfile target) {
        return target.haematoxylin.combined(target.mostHaematoxylin / mostHaematoxylin, haematoxylin, -1);
    }

    /// The same of eosin.
    StainVector changeOfEosin(StainProfile target) {
        return target.eosin.combined(target.mostEosin / mostEosin, eosin, -1);
    }
}
