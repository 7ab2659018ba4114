package org.acinus.wsi.jpeg;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Memory outside the heap that grows as it is asked for, and is used again and again; the collector frees it.
///
/// One thread at a time, though not always the same one.
public final class NativeScratch {
    private MemorySegment memory = MemorySegment.NULL;

    /// Memory of exactly this size; what an earlier call returned must not be used any more.
    public MemorySegment ofSize(long bytes) {
        if (memory.byteSize() < bytes) {
            memory = Arena.ofAuto().allocate(bytes, Long.BYTES);
        }
        return memory.asSlice(0, bytes);
    }
}
