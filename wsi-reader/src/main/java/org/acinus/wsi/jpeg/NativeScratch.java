package org.acinus.wsi.jpeg;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Memory outside the heap that grows as it is asked for, and is used again and again.
///
/// Freed on [#close] rather than by the collector, who does not see how much it is: slide after slide would add up.
/// One thread at a time, though not always the same one; whoever made it closes it.
public final class NativeScratch implements AutoCloseable {
    private Block block = new Block(0);

    /// Memory of exactly this size; what an earlier call returned must not be used any more.
    public MemorySegment ofSize(long bytes) {
        if (block.memory.byteSize() < bytes) {
            block.close();
            // Half as much again, for closing memory that threads may share is dear.
            block = new Block(bytes + bytes / 2);
        }
        return block.memory.asSlice(0, bytes);
    }

    @Override
    public void close() {
        block.close();
    }

    /// Memory with an owner of its own.
    private static final class Block implements AutoCloseable {
        private final Arena arena = Arena.ofShared();
        private final MemorySegment memory;

        Block(long bytes) {
            memory = arena.allocate(bytes, Long.BYTES);
        }

        @Override
        public void close() {
            arena.close();
        }
    }
}
