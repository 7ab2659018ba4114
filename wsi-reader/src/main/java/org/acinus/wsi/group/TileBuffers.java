package org.acinus.wsi.group;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.Deque;

/// Buffers of one stored tile each, in native memory, used again and again.
///
/// Thread-safe. Grows by what is in use at the same time, and keeps it until closed.
final class TileBuffers implements AutoCloseable {
    private static final int CACHE_LINE = 64;

    private final long tileBytes;
    private final Arena arena;
    private final Deque<MemorySegment> free = new ArrayDeque<>();

    @SuppressWarnings("MustBeClosed") // closed by close()
    TileBuffers(long tileBytes) {
        this.tileBytes = tileBytes;
        this.arena = Arena.ofShared();
    }

    /// A buffer of undefined content; goes back by [#giveBack].
    synchronized MemorySegment take() {
        MemorySegment last = free.pollLast();
        return last != null ? last : arena.allocate(tileBytes, CACHE_LINE);
    }

    synchronized void giveBack(MemorySegment buffer) {
        free.addLast(buffer);
    }

    /// Frees everything; nobody may use a buffer any more.
    @Override
    public synchronized void close() {
        if (arena.scope().isAlive()) {
            arena.close();
        }
    }
}
