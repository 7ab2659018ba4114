package org.acinus.wsi.metadata;

/// One level of a slide's pyramid.
///
/// @param index 0 is the finest
/// @param width in pixels of this level
/// @param height in pixels of this level
/// @param downsample level-0 pixels per pixel of this level, mean of both axes; 1 for level 0
public record PyramidLevel(int index, long width, long height, double downsample) {
    public PyramidLevel {
        if (width < 1 || height < 1 || !(downsample >= 1)) {
            throw new IllegalArgumentException(
                    "Level " + index + " cannot be " + width + " x " + height + " at downsample " + downsample);
        }
    }

    /// The column (or row) of this level at which a read starts whose origin is `origin0`: the nearest one,
    /// the even one where two are equally near. Every reader starts here, so that all give the same pixels.
    ///
    /// @param origin0 in level-0 pixels, may be negative
    public long pixelAt(long origin0) {
        return (long) Math.rint(origin0 / downsample);
    }

    /// The whole level-0 coordinate nearest to the left (or top) edge of a column (or row) of this level.
    ///
    /// @param pixel in pixels of this level, may be negative
    public long originOf(long pixel) {
        return Math.round(pixel * downsample);
    }
}
