package org.acinus.wsi;

import org.acinus.wsi.metadata.PyramidLevel;

/// A rectangle in pixels of one level; right and bottom edges are outside of it.
public record PixelBox(long left, long top, long right, long bottom) {

    /// All of a level.
    public static PixelBox of(PyramidLevel level) {
        return new PixelBox(0, 0, level.width(), level.height());
    }

    /// What a region covers, its origin moved to the nearest pixel of the level.
    public static PixelBox of(Region region, PyramidLevel level) {
        long left = level.pixelAt(region.x0());
        long top = level.pixelAt(region.y0());
        return new PixelBox(left, top, left + region.width(), top + region.height());
    }

    /// In pixels; negative or 0 where it is empty.
    public long width() {
        return right - left;
    }

    /// In pixels; negative or 0 where it is empty.
    public long height() {
        return bottom - top;
    }

    /// What both have in common.
    public PixelBox and(PixelBox other) {
        return new PixelBox(
                Math.max(left, other.left),
                Math.max(top, other.top),
                Math.min(right, other.right),
                Math.min(bottom, other.bottom));
    }

    public boolean isEmpty() {
        return left >= right || top >= bottom;
    }
}
