package org.acinus.mil.djl;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.atomic.AtomicInteger;
import org.acinus.stream.BatchMemory;
import org.junit.jupiter.api.Test;

class PaddedBatchTest {

    @Test
    void fullBatchBeginsWithTheTilesAndItsMemoryIsGivenBack() {
        AtomicInteger held = new AtomicInteger();
        BatchMemory counted = (bytes, arena) -> {
            held.incrementAndGet();
            return BatchMemory.ORDINARY.allocate(bytes, arena).reinterpret(arena, freed -> held.decrementAndGet());
        };
        try (PaddedBatch padded = new PaddedBatch(3, 4, counted);
                Arena arena = Arena.ofConfined()) {
            MemorySegment two = arena.allocateFrom(
                    ValueLayout.JAVA_BYTE, (byte) 1, (byte) 2, (byte) 3, (byte) 4, (byte) 5, (byte) 6);
            byte[] seen = padded.with(two, 6, whole -> whole.toArray(ValueLayout.JAVA_BYTE));

            assertThat(seen).hasSize(12).startsWith(1, 2, 3, 4, 5, 6);
            assertThat(held).hasValue(1);
        }
        assertThat(held).hasValue(0);
    }
}
