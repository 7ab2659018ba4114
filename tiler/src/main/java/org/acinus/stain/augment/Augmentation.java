package org.acinus.stain.augment;

/// How much training tiles are varied. Zeros and `false` leave them as they are.
///
/// @param stain spread of the amounts of haematoxylin, eosin and residue: each is multiplied by `1 ± stain` and
///     raised by `± stain / 10`, both uniformly (after Tellez et al., IEEE TMI 37(9), 2018)
/// @param brightness light is multiplied by `1 ± brightness`, uniformly
/// @param turned whether a tile is flipped and turned by quarters, all eight ways equally often
/// @param elasticPixels standard deviation of the displacement, in tile pixels (after Simard et al., ICDAR 2003)
public record Augmentation(double stain, double brightness, boolean turned, double elasticPixels) {
    /// What tiles of one magnification stand without a pathologist finding them odd.
    public static final Augmentation USUAL = new Augmentation(0.1, 0.1, true, 3);

    public Augmentation {
        if (!(stain >= 0 && stain < 1) || !(brightness >= 0 && brightness < 1)) {
            throw new IllegalArgumentException(
                    "Stain and brightness vary by 0 to below 1, not " + stain + " and " + brightness);
        }
        if (!(elasticPixels >= 0 && Double.isFinite(elasticPixels))) {
            throw new IllegalArgumentException("Displacement is 0 or more pixels, not " + elasticPixels);
        }
    }
}
