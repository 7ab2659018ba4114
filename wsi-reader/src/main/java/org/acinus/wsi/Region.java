package org.acinus.wsi;

/// A rectangle of one pyramid level.
///
/// @param level pyramid level, 0 is the finest
/// @param x0 left edge in level-0 pixels; may be negative (background)
/// @param y0 top edge in level-0 pixels; may be negative (background)
/// @param width width in pixels of `level`, at least 1
/// @param height height in pixels of `level`, at least 1
public record Region(int level, long x0, long y0, int width, int height) {
    public Region {
        if (level < 0 || width < 1 || height < 1) {
            throw new IllegalArgumentException(
                    "A region needs a level >= 0 and a size >= 1, not level " + level + ", " + width + " x " + height);
        }
    }

    /// Pixels in this region.
    public long pixels() {
        return (long) width * height;
    }
}
