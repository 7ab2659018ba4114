package org.acinus.wsi.group;

import java.lang.foreign.MemorySegment;
import org.acinus.wsi.RgbBuffer;
import org.acinus.wsi.TileLayout;
import org.acinus.wsi.metadata.PyramidLevel;

/// The part of one stored tile that one region needs.
///
/// @param column of the tile on the level's grid
/// @param row of the tile on the level's grid
/// @param tileX first column of the part, in pixels of the tile
/// @param tileY first row of the part, in pixels of the tile
/// @param regionX where it goes, in pixels of the region
/// @param regionY where it goes, in pixels of the region
/// @param width of the part
/// @param height of the part
/// @param tileWidth of the whole tile
/// @param tileHeight of the whole tile
record TilePart(
        int column,
        int row,
        int tileX,
        int tileY,
        int regionX,
        int regionY,
        int width,
        int height,
        int tileWidth,
        int tileHeight) {
    private static final int BYTES = RgbBuffer.BYTES_PER_PIXEL;

    static TilePart of(StoredLevel stored, Footprint region, int column, int row) {
        PyramidLevel level = stored.level();
        TileLayout layout = stored.layout();
        long tileLeft = (long) column * layout.tileWidth();
        long tileTop = (long) row * layout.tileHeight();
        long left = Math.max(tileLeft, region.left());
        long top = Math.max(tileTop, region.top());
        long right = Math.min(Math.min(tileLeft + layout.tileWidth(), level.width()), region.left() + region.width());
        long bottom = Math.min(Math.min(tileTop + layout.tileHeight(), level.height()), region.top() + region.height());
        return new TilePart(
                column,
                row,
                (int) (left - tileLeft),
                (int) (top - tileTop),
                (int) (left - region.left()),
                (int) (top - region.top()),
                (int) (right - left),
                (int) (bottom - top),
                layout.tileWidth(),
                layout.tileHeight());
    }

    /// Whether it is the whole tile, with nothing of it beyond the level.
    boolean isWhole() {
        return width == tileWidth && height == tileHeight;
    }

    /// Copies it from the decoded tile to its place in the region's buffer.
    void copy(MemorySegment tile, RgbBuffer region) {
        long from = BYTES * ((long) tileY * tileWidth + tileX);
        long to = offset(region);
        for (int line = 0; line < height; line++) {
            MemorySegment.copy(tile, from, region.pixels(), to, (long) BYTES * width);
            from += (long) BYTES * tileWidth;
            to += (long) BYTES * region.width();
        }
    }

    /// Its first byte in the region's buffer.
    long offset(RgbBuffer region) {
        return BYTES * ((long) regionY * region.width() + regionX);
    }
}
