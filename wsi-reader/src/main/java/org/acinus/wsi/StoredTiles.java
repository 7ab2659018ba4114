package org.acinus.wsi;

import java.lang.foreign.MemorySegment;
import java.util.Optional;

/// The tiles of an open slide, as its file stores them: for those who read many regions and want each stored tile
/// decoded but once, or passed through as it is.
///
/// Thread-safe; usable until the slide is closed. A tile that the scanner left out on purpose is background.
public interface StoredTiles {

    /// How a level is cut into tiles.
    ///
    /// @param level pyramid level, 0 is the finest
    TileLayout layout(int level);

    /// What lies outside the levels, as `0xRRGGBB`: white.
    default int backgroundRgb() {
        return 0xFFFFFF;
    }

    /// Where a tile's bytes begin in the file, so that reads can be put into file order; 0 for one left out.
    long position(StoredTile tile);

    /// Decodes a whole tile to RGB; beyond the level's edge lies whatever the file pads with.
    ///
    /// @param into the tile's first pixel; rows of `3 * tileWidth` bytes are written
    /// @param strideBytes from the beginning of a row to that of the next
    /// @throws UnreadableRegionException where the tile does not decode; other tiles still do
    void decode(StoredTile tile, MemorySegment into, int strideBytes);

    /// Whether [#decodeReduced] can do this for a level.
    ///
    /// @param divisor 2, 4 or 8
    boolean reduces(int level, int divisor);

    /// Decodes a whole tile to fewer pixels, by leaving out the finest frequencies of the JPEG transform: faster
    /// than decoding and averaging, and not the same pixels.
    ///
    /// @param divisor one for which [#reduces] is true
    /// @param into as for [#decode], but `tileWidth / divisor` wide and `tileHeight / divisor` high
    /// @throws UnreadableRegionException where the tile does not decode
    void decodeReduced(StoredTile tile, int divisor, MemorySegment into, int strideBytes);

    /// A tile as it is stored, without decoding it.
    ///
    /// @return nothing where the level is not stored as JPEG or the tile was left out
    /// @throws UnreadableRegionException where it cannot be read
    Optional<JpegTile> jpeg(StoredTile tile);

    /// A tile compressed as JPEG. Holds its arrays without copying them: not to be changed.
    ///
    /// @param stream from SOI to EOI, perhaps without tables
    /// @param tables what the streams of a level share (TIFF's `JPEGTables`), from SOI to EOI; empty where there
    ///     are none
    /// @param yCbCr whether the three components are YCbCr rather than red, green and blue; the container's word
    ///     counts, not the stream's markers
    @SuppressWarnings("ArrayRecordComponent") // compressed bytes on their way to a decoder or a file, never compared
    record JpegTile(byte[] stream, byte[] tables, boolean yCbCr) {}
}
