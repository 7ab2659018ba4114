package org.acinus.mil.djl;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.function.Function;
import org.acinus.stream.BatchMemory;

/// Brings a batch that is not full to full size, since ONNX Runtime's CUDA provider plans every convolution anew
/// whenever a batch has another size than the one before: half a second, twice for each slide, in which a GPU
/// embeds thousands of tiles. What is embedded beyond the batch's own tiles is thrown away.
///
/// One thread at a time. Owns its memory; whoever made it closes it.
final class PaddedBatch implements AutoCloseable {
    private final Arena arena = Arena.ofShared();
    private final MemorySegment whole;

    /// Takes memory for one batch.
    ///
    /// @param tileBytes of a tile's pixels
    /// @param tiles of a full batch
    /// @param memory that it lies in
    PaddedBatch(long tileBytes, int tiles, BatchMemory memory) {
        whole = memory.allocate(tileBytes * tiles, arena);
    }

    /// Runs a full batch that begins with the tiles given; the rest is whatever lay there.
    ///
    /// @param pixels tiles, one after the other
    /// @param bytes of them
    synchronized <T> T with(MemorySegment pixels, long bytes, Function<MemorySegment, T> run) {
        MemorySegment.copy(pixels, 0, whole, 0, bytes);
        return run.apply(whole);
    }

    @Override
    public void close() {
        arena.close();
    }
}
