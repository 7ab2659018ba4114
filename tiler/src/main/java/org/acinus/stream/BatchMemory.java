package org.acinus.stream;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Where a stream's batch buffers lie: ordinary native memory, or such as a device copies faster from.
///
/// Thread-safe.
@FunctionalInterface
public interface BatchMemory {
    /// Ordinary native memory.
    BatchMemory ORDINARY = (bytes, arena) -> arena.allocate(bytes, 64);

    /// Allocates one buffer.
    ///
    /// @param bytes of the buffer, more than 0
    /// @param arena with which the buffer is freed
    MemorySegment allocate(long bytes, Arena arena);
}
