package org.acinus.mil.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.acinus.mil.cuda.CudaDriver;
import org.acinus.stream.BatchMemory;
import org.junit.jupiter.api.Test;

class DeviceMemoryTest {
    private static final long BYTES = 1L << 20;

    @Test
    void processorTakesOrdinaryMemory() {
        assertThat(InferenceDevice.cpu().batchMemory()).isSameAs(BatchMemory.ORDINARY);
    }

    @Test
    void withoutADriverAGpuTakesOrdinaryMemoryToo() {
        assumeTrue(CudaDriver.get().isEmpty(), "this machine has an NVIDIA driver");

        assertThat(new InferenceDevice("cuda:0").batchMemory()).isSameAs(BatchMemory.ORDINARY);
    }

    @Test
    void pageLockedMemoryCanBeWrittenAndIsFreedWithItsArena() {
        assumeTrue(CudaDriver.get().map(CudaDriver::gpus).orElse(0) > 0, "this machine has no GPU");

        MemorySegment kept;
        try (Arena arena = Arena.ofShared()) {
            kept = new InferenceDevice("cuda:0").batchMemory().allocate(BYTES, arena);
            kept.fill((byte) 7);
            assertThat(kept.get(ValueLayout.JAVA_BYTE, BYTES - 1)).isEqualTo((byte) 7);
            assertThat(kept.byteSize()).isEqualTo(BYTES);
        }
        assertThat(kept.scope().isAlive()).isFalse();
    }
}
