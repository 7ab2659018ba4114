package org.acinus.wsi.group;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.acinus.wsi.Region;
import org.acinus.wsi.RgbBuffer;
import org.acinus.wsi.StoredTile;
import org.acinus.wsi.StoredTiles;
import org.acinus.wsi.TileLayout;
import org.acinus.wsi.metadata.PyramidLevel;

/// One level of a slide and how it is cut into stored tiles. Thread-safe.
record StoredLevel(PyramidLevel level, StoredTiles tiles, TileLayout layout) {
    static StoredLevel of(PyramidLevel level, StoredTiles tiles) {
        return new StoredLevel(level, tiles, tiles.layout(level.index()));
    }

    /// Bytes of a whole decoded tile.
    long tileBytes() {
        return RgbBuffer.byteSize(layout.tileWidth(), layout.tileHeight());
    }

    /// Decodes a whole tile into a buffer of its size.
    ///
    /// @throws org.acinus.wsi.UnreadableRegionException where it does not decode
    void decode(TilePart part, MemorySegment into) {
        tiles.decode(stored(part), into, RgbBuffer.BYTES_PER_PIXEL * layout.tileWidth());
    }

    /// Decodes a whole tile straight to its place in a region's buffer.
    ///
    /// @param part for which [TilePart#isWhole] is true
    /// @throws org.acinus.wsi.UnreadableRegionException where it does not decode
    void decodeInPlace(TilePart part, RgbBuffer region) {
        tiles.decode(
                stored(part), region.pixels().asSlice(part.offset(region)), RgbBuffer.BYTES_PER_PIXEL * region.width());
    }

    private StoredTile stored(TilePart part) {
        return new StoredTile(level.index(), part.column(), part.row());
    }

    /// Makes everything background where some of the region lies outside the level.
    void fillOutside(Footprint region, RgbBuffer into) {
        if (!region.leaves(level)) {
            return;
        }
        int rgb = tiles.backgroundRgb();
        for (long at = 0; at < RgbBuffer.byteSize(region.width(), region.height()); at += RgbBuffer.BYTES_PER_PIXEL) {
            into.pixels().set(ValueLayout.JAVA_BYTE, at, (byte) (rgb >> 16));
            into.pixels().set(ValueLayout.JAVA_BYTE, at + 1, (byte) (rgb >> 8));
            into.pixels().set(ValueLayout.JAVA_BYTE, at + 2, (byte) rgb);
        }
    }

    static void requireSize(Region region, RgbBuffer into) {
        if (into.width() != region.width() || into.height() != region.height()) {
            throw new IllegalArgumentException("A region of " + region.width() + " x " + region.height()
                    + " px does not go into a buffer of " + into.width() + " x " + into.height());
        }
    }
}
