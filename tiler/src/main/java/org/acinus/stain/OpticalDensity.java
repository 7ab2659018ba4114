package org.acinus.stain;

/// From grey levels to optical density, in which the amounts of stains add up (Beer and Lambert).
///
/// Levels 0 to 255 are taken as `level + 1`, so that black is finite; light that meets no stain is level 240, as in
/// the published code of Macenko et al.
final class OpticalDensity {
    /// Level of light that passes unhindered.
    static final double UNSTAINED_LEVEL = 240;

    /// Below this a channel is taken as unstained.
    static final double LEAST_STAINED = 0.15;

    private static final double[] OF_LEVEL = new double[256];

    static {
        for (int level = 0; level < OF_LEVEL.length; level++) {
            OF_LEVEL[level] = -Math.log((level + 1) / UNSTAINED_LEVEL);
        }
    }

    private OpticalDensity() {}

    /// Density of a grey level, 0 to 255; slightly negative for what is brighter than unstained light.
    static double of(int level) {
        return OF_LEVEL[level];
    }
}
