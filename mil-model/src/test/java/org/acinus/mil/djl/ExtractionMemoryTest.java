package org.acinus.mil.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import org.acinus.mil.pack.InvalidPackException;
import org.acinus.mil.pack.ModelPack;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Native memory of extraction: nothing of a batch is held once it is done, and thousands of batches take no more
/// than hundreds.
///
/// DJL's ONNX Runtime engine cannot be capped ([TorchExtractorTest] caps PyTorch): it lets every batch's scope and
/// answers join the session's own manager for a moment. So what that manager holds is counted.
class ExtractionMemoryTest {
    private static final int PIXELS = 512;
    private static final int TILES = 4;

    @TempDir
    private Path temp;

    private static TestingTileBatch whiteTiles(int pixels, int tiles) {
        return new TestingTileBatch(pixels, Collections.nCopies(tiles, new byte[3 * pixels * pixels]));
    }

    @Test
    void sessionHoldsNoArrayAfterABatchEvenOneThatIsRefused() {
        ModelPack pack = TinyEncoder.write(temp.resolve("tiny"), 255, "embedding");
        ModelPack undefined = TinyEncoder.writeWithOutput(temp.resolve("nan"), "Div");
        try (OnnxExtractor extractor = OnnxExtractor.open(pack, InferenceDevice.cpu(), 1);
                OnnxExtractor refusing =
                        OnnxExtractor.open(undefined, InferenceDevice.cpu(), 1, OptionalInt.of(TILES));
                TestingTileBatch batch = whiteTiles(TinyEncoder.PIXELS, TILES)) {
            NDManager manager = extractor.manager();
            manager.create(new float[] {1, 2});
            assertThat(manager.getManagedArrays())
                    .as("what a leak would look like")
                    .hasSize(1);
            manager.getManagedArrays().getFirst().close();

            for (int i = 0; i < 20; i++) {
                extractor.extract(batch);
                assertThatThrownBy(() -> refusing.extract(batch)).isInstanceOf(InvalidPackException.class);
            }

            assertThat(manager.getManagedArrays()).isEmpty();
            assertThat(refusing.manager().getManagedArrays()).isEmpty();
        }
    }

    /// A batch is 3 MB and its feature map 12 MB: a leak of either would be gigabytes.
    @Test
    @Tag("slow")
    void thousandsOfBatchesTakeNoMoreMemoryThanHundreds() throws IOException {
        assumeTrue(Files.exists(Path.of("/proc/self/status")), "skipped: this system does not tell memory in /proc");
        ModelPack pack = TinyEncoder.writeLarge(temp.resolve("large"), PIXELS);
        try (OnnxExtractor extractor = OnnxExtractor.open(pack, InferenceDevice.cpu(), 1);
                TestingTileBatch batch = whiteTiles(PIXELS, TILES)) {
            embed(extractor, batch, 300);
            long before = outsideTheHeap();

            embed(extractor, batch, 3000);

            assertThat((outsideTheHeap() - before) / 1_000_000)
                    .as("MB more outside the heap after 3,000 batches more")
                    .isLessThan(40);
        }
    }

    private static void embed(OnnxExtractor extractor, TestingTileBatch batch, int batches) {
        for (int i = 0; i < batches; i++) {
            assertThat(extractor.extract(batch).size()).isEqualTo(TILES);
            if (i % 4 == 0) {
                assertThat(extractor.maps(batch).tiles()).isEqualTo(TILES);
            }
        }
    }

    /// Memory of this process that the virtual machine has not taken for its heap, in bytes.
    private static long outsideTheHeap() throws IOException {
        List<String> status = Files.readAllLines(Path.of("/proc/self/status"));
        long resident = status.stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .findFirst()
                .orElseThrow();
        return resident
                - ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getCommitted();
    }
}
