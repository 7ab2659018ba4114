package org.acinus.wsi.group;

import org.acinus.wsi.Region;
import org.acinus.wsi.metadata.PyramidLevel;

/// Where a region lies on a level's grid of stored tiles.
///
/// @param left first column of pixels, may be negative
/// @param top first row of pixels, may be negative
/// @param width in pixels
/// @param height in pixels
/// @param firstColumn first column of stored tiles
/// @param firstRow first row of stored tiles
/// @param endColumn one behind the last; 0, as `firstColumn`, where the region lies outside the level
/// @param endRow one behind the last
record Footprint(long left, long top, int width, int height, int firstColumn, int firstRow, int endColumn, int endRow) {

    static Footprint of(Region region, StoredLevel stored) {
        PyramidLevel level = stored.level();
        long left = level.pixelAt(region.x0());
        long top = level.pixelAt(region.y0());
        Span columns =
                Span.of(left, region.width(), level.width(), stored.layout().tileWidth());
        Span rows =
                Span.of(top, region.height(), level.height(), stored.layout().tileHeight());
        return new Footprint(
                left, top, region.width(), region.height(), columns.first(), rows.first(), columns.end(), rows.end());
    }

    /// Stored tiles along one axis; empty where the region lies outside the level.
    private record Span(int first, int end) {
        static Span of(long start, int pixels, long levelPixels, int tilePixels) {
            long from = Math.max(start, 0);
            long to = Math.min(start + pixels, levelPixels);
            return from < to
                    ? new Span((int) (from / tilePixels), (int) ((to + tilePixels - 1) / tilePixels))
                    : new Span(0, 0);
        }
    }

    /// Whether no stored tile is needed.
    boolean isEmpty() {
        return endColumn <= firstColumn || endRow <= firstRow;
    }

    /// Whether some of the region lies outside the level.
    boolean leaves(PyramidLevel level) {
        return left < 0 || top < 0 || left + width > level.width() || top + height > level.height();
    }
}
