package org.acinus.tiling;

/// What tiles are wanted, whatever the slide.
///
/// @param tilePixels width and height of a tile in pixels at the target spacing
/// @param spacingMicrons target spacing in µm per pixel
/// @param overlapPixels pixels shared by neighbours, less than `tilePixels`
/// @param minTissueFraction least share of a tile that must be tissue, 0 to 1
/// @param spacingTolerance a level whose spacing differs from the target by at most this share of it is used
///     unresampled; 0 turns that off
/// @param edges what becomes of tiles that reach beyond the slide
/// @param upsampling whether a spacing finer than the scan is made up by interpolation instead of refused
public record TilingSpec(
        int tilePixels,
        double spacingMicrons,
        int overlapPixels,
        double minTissueFraction,
        double spacingTolerance,
        EdgePolicy edges,
        boolean upsampling) {
    /// Share of the target spacing by which a level may miss it.
    public static final double DEFAULT_SPACING_TOLERANCE = 0.02;

    /// Half a tile of glass is the most that a tile of tissue may hold.
    public static final double DEFAULT_MIN_TISSUE = 0.5;

    public TilingSpec {
        if (tilePixels < 1 || overlapPixels < 0 || overlapPixels >= tilePixels) {
            throw new IllegalArgumentException(
                    "Tiles of " + tilePixels + " px cannot overlap by " + overlapPixels + " px");
        }
        if (!(spacingMicrons > 0) || !Double.isFinite(spacingMicrons)) {
            throw new IllegalArgumentException("Spacing must be positive, not " + spacingMicrons + " µm per pixel");
        }
        if (!(minTissueFraction >= 0 && minTissueFraction <= 1)) {
            throw new IllegalArgumentException("The least tissue must be 0 to 1, not " + minTissueFraction);
        }
        if (!(spacingTolerance >= 0 && spacingTolerance < 1)) {
            throw new IllegalArgumentException("The spacing tolerance must be 0 to below 1, not " + spacingTolerance);
        }
    }

    /// Tiles that reach beyond the slide are padded, and a spacing finer than the scan is refused.
    public TilingSpec(
            int tilePixels,
            double spacingMicrons,
            int overlapPixels,
            double minTissueFraction,
            double spacingTolerance) {
        this(tilePixels, spacingMicrons, overlapPixels, minTissueFraction, spacingTolerance, EdgePolicy.PAD, false);
    }

    /// The same tiles at another spacing.
    public TilingSpec at(double otherSpacingMicrons) {
        return new TilingSpec(
                tilePixels, otherSpacingMicrons, overlapPixels, minTissueFraction, spacingTolerance, edges, upsampling);
    }

    /// Tiles of this size and spacing, all else by default.
    public static TilingSpec of(int tilePixels, double spacingMicrons) {
        return new TilingSpec(tilePixels, spacingMicrons, 0, DEFAULT_MIN_TISSUE, DEFAULT_SPACING_TOLERANCE);
    }
}
