package org.acinus.wsi.tiff;

import java.io.IOException;
import java.util.Optional;
import org.acinus.wsi.CorruptSlideException;

/// Where the tiles of one image lie in the file: twelve bytes of memory a tile.
///
/// Immutable.
public final class TileTable {
    private final long[] offsets;
    private final int[] counts;

    private TileTable(long[] offsets, int[] counts) {
        this.offsets = offsets;
        this.counts = counts;
    }

    static TileTable read(TiffBytes bytes, TiffDirectory directory, int tiles) throws IOException {
        Optional<TiffValues> starts = directory.numbers(TiffTag.TILE_OFFSETS);
        Optional<TiffValues> lengths = directory.numbers(TiffTag.TILE_BYTE_COUNTS);
        if (starts.isEmpty() || lengths.isEmpty()) {
            throw new CorruptSlideException(
                    bytes.name() + ": " + directory.name() + " does not say where its tiles are");
        }
        if (starts.get().count() < tiles || lengths.get().count() < tiles) {
            throw new CorruptSlideException(bytes.name() + ": " + directory.name() + " lists "
                    + Math.min(starts.get().count(), lengths.get().count()) + " tiles where its image has " + tiles);
        }
        long[] offsets = new long[tiles];
        int[] counts = new int[tiles];
        for (int i = 0; i < tiles; i++) {
            offsets[i] = starts.get().next();
            long count = lengths.get().next();
            if (offsets[i] != 0 && count != 0) {
                bytes.requireInside(offsets[i], count, "tile " + i + " of " + directory.name());
            }
            if (count < 0 || count > Integer.MAX_VALUE) {
                throw new CorruptSlideException(bytes.name() + ": tile " + i + " of " + directory.name()
                        + " claims to have " + Long.toUnsignedString(count) + " bytes");
            }
            counts[i] = (int) count;
        }
        return new TileTable(offsets, counts);
    }

    /// Number of tiles.
    public int size() {
        return offsets.length;
    }

    /// Where a tile's bytes begin.
    public long offset(int tile) {
        return offsets[tile];
    }

    /// How many bytes a tile has as stored.
    public int bytes(int tile) {
        return counts[tile];
    }

    /// Whether the writer left the tile out, as sparse files do: neither a place nor bytes.
    public boolean isLeftOut(int tile) {
        return offsets[tile] == 0 && counts[tile] == 0;
    }

    /// How many tiles have no bytes, left out or not.
    public int withoutBytes() {
        int without = 0;
        for (int count : counts) {
            if (count == 0) {
                without++;
            }
        }
        return without;
    }
}
