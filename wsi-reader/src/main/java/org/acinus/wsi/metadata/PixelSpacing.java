package org.acinus.wsi.metadata;

/// Size of a level-0 pixel in micrometres, and who says so.
///
/// @param xMicrons width of one level-0 pixel
/// @param yMicrons height of one level-0 pixel
/// @param source where the figures come from
public record PixelSpacing(double xMicrons, double yMicrons, SpacingSource source) {
    public PixelSpacing {
        if (!(xMicrons > 0 && yMicrons > 0 && Double.isFinite(xMicrons) && Double.isFinite(yMicrons))) {
            throw new IllegalArgumentException(
                    "Spacing must be positive and finite, not " + xMicrons + " x " + yMicrons);
        }
    }

    /// Mean of both axes, in µm per pixel.
    public double meanMicrons() {
        return (xMicrons + yMicrons) / 2;
    }
}
