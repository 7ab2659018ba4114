package org.acinus.stream;

import java.lang.foreign.MemorySegment;
import java.util.List;
import org.acinus.tiling.TileFrame;

/// Some tiles of one slide with their pixels.
///
/// Belongs to its taker: one thread at a time, and closing it gives its memory back to the stream, after which the
/// pixels must not be touched.
public interface TileBatch extends AutoCloseable {

    /// The tiles whose pixels are here, in the order of the pixels. May be empty where all were unreadable.
    List<TileFrame> tiles();

    /// RGB8 pixels in native memory: tile after tile, each `tilePixels` x `tilePixels`, rows packed, red first.
    MemorySegment pixels();

    /// Width and height of every tile in pixels.
    int tilePixels();

    /// Tiles that should have been in this batch but could not be read.
    List<UnreadableTile> unreadable();

    @Override
    void close();
}
