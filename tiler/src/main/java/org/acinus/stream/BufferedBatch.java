package org.acinus.stream;

import java.lang.foreign.MemorySegment;
import java.util.List;
import org.acinus.tiling.TileFrame;

/// A batch in a buffer that goes back when the batch is closed.
///
/// @param buffer gives the buffer back, once however often it is run
record BufferedBatch(
        List<TileFrame> tiles, MemorySegment pixels, int tilePixels, List<UnreadableTile> unreadable, Runnable buffer)
        implements TileBatch {
    @Override
    public void close() {
        buffer.run();
    }
}
