package org.acinus.mil.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchSizeTest {
    private static final long TILE = 3L * 224 * 224;

    @Test
    void halvesUntilTheDeviceHasRoom() {
        List<Integer> tried = new ArrayList<>();

        int fits = BatchSize.greatest(256, tiles -> {
            tried.add(tiles);
            if (tiles > 70) {
                throw new IllegalStateException(
                        "Error code - ORT_RUNTIME_EXCEPTION", new RuntimeException("Failed to allocate memory for it"));
            }
        });

        assertThat(fits).isEqualTo(64);
        assertThat(tried).containsExactly(256, 128, 64);
    }

    @Test
    void otherFailuresAreNotTakenForLackOfMemory() {
        List<Integer> tried = new ArrayList<>();

        assertThatThrownBy(() -> BatchSize.greatest(256, tiles -> {
                    tried.add(tiles);
                    throw new IllegalStateException("the graph has no output x");
                }))
                .hasMessageContaining("no output x");
        assertThat(tried).containsExactly(256);
    }

    @Test
    void whereNotEvenOneTileFitsTheEngineSaysSo() {
        assertThatThrownBy(() -> BatchSize.greatest(4, tiles -> {
                    throw new IllegalStateException("CUDA out of memory");
                }))
                .hasMessage("CUDA out of memory");
    }

    @Test
    void processorTakesSmallBatchesAndSmallerOnesWhereMemoryIsShort() {
        assertThat(BatchSize.ofProcessor(TILE, 2, 4L << 30)).isEqualTo(8);
        // A quarter of 160 MB holds two lanes of two tiles at 9.2 MiB each.
        assertThat(BatchSize.ofProcessor(TILE, 2, 160L << 20)).isEqualTo(2);
        assertThat(BatchSize.ofProcessor(TILE, 4, 1)).isEqualTo(1);
    }

    @Test
    void lanesUseAllThreads() {
        for (int threads = 1; threads <= 64; threads++) {
            ProcessorShare share = ProcessorShare.of(InferenceDevice.cpu(), threads);
            assertThat(share.threads()).isEqualTo(threads);
            assertThat(share.lanes()).isBetween(1, 4);
        }
        assertThat(ProcessorShare.of(InferenceDevice.cpu(), 2)).isEqualTo(new ProcessorShare(2, 1));
        assertThat(ProcessorShare.of(InferenceDevice.cpu(), 16)).isEqualTo(new ProcessorShare(4, 4));
    }
}
