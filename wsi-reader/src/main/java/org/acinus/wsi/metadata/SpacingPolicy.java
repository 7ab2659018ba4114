package org.acinus.wsi.metadata;

import java.util.Optional;
import java.util.OptionalDouble;

/// Decides a slide's spacing: override, then the scanner's property, then the TIFF tags, then the objective; never
/// a default, never rounded to 10x, 20x or 40x.
///
/// The first source that says anything decides. An implausible claim is reported, not passed over: a file that is
/// wrong about its spacing may be wrong about its objective too, and a person has to say.
public final class SpacingPolicy {
    /// No optical slide scanner samples finer than this, in µm per pixel.
    public static final double FINEST_PLAUSIBLE_MICRONS = 0.05;

    /// Level 0 of a slide is never coarser than a 1.25x objective gives, in µm per pixel.
    public static final double COARSEST_PLAUSIBLE_MICRONS = 10.0;

    /// Pixels further from square than this are a mistake in the file.
    private static final double GREATEST_ANISOTROPY = 2.0;

    private SpacingPolicy() {}

    /// Takes the first claim and judges it.
    ///
    /// @param vendor spacing from the scanner's own properties
    /// @param tiffResolution spacing from the resolution tags
    /// @param objective nominal magnification
    public static SpacingFinding decide(
            Optional<PixelSpacing> vendor, Optional<PixelSpacing> tiffResolution, OptionalDouble objective) {
        Optional<PixelSpacing> claimed = vendor.or(() -> tiffResolution).or(() -> fromObjective(objective));
        if (claimed.isEmpty()) {
            return new SpacingFinding.Missing();
        }
        PixelSpacing spacing = claimed.get();
        return isPlausible(spacing) ? new SpacingFinding.Known(spacing) : new SpacingFinding.Implausible(spacing);
    }

    /// Whether a light-microscopy slide can have this spacing.
    public static boolean isPlausible(PixelSpacing spacing) {
        double ratio = spacing.xMicrons() / spacing.yMicrons();
        return isPlausible(spacing.xMicrons())
                && isPlausible(spacing.yMicrons())
                && ratio <= GREATEST_ANISOTROPY
                && ratio >= 1 / GREATEST_ANISOTROPY;
    }

    private static boolean isPlausible(double microns) {
        return microns >= FINEST_PLAUSIBLE_MICRONS && microns <= COARSEST_PLAUSIBLE_MICRONS;
    }

    private static Optional<PixelSpacing> fromObjective(OptionalDouble objective) {
        if (objective.isEmpty() || !(objective.getAsDouble() > 0)) {
            return Optional.empty();
        }
        double microns = 10 / objective.getAsDouble();
        return Optional.of(new PixelSpacing(microns, microns, SpacingSource.OBJECTIVE));
    }
}
