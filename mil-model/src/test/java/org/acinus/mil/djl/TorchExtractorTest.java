package org.acinus.mil.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.acinus.mil.FeatureMatrix;
import org.acinus.mil.TileOutput;
import org.acinus.mil.pack.InvalidPackException;
import org.acinus.mil.pack.ModelPack;
import org.acinus.mil.pack.PackMismatchException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A TorchScript pack whose answer is known by formula (`src/test/torch/oracle.py script`).
class TorchExtractorTest {
    private static final int BATCHES = 200;

    @TempDir
    private Path temp;

    private static byte[] script() throws IOException {
        try (InputStream file =
                Objects.requireNonNull(TorchExtractorTest.class.getResourceAsStream("/torch/means.pt"))) {
            return file.readAllBytes();
        }
    }

    private static TorchExtractor open(ModelPack pack, int threads) {
        return TorchExtractor.open(pack, InferenceDevice.cpu(), threads, OptionalInt.of(4));
    }

    private static byte[] tile(int red, int green, int blue) {
        byte[] pixels = new byte[3 * TinyEncoder.PIXELS * TinyEncoder.PIXELS];
        for (int i = 0; i < pixels.length; i += 3) {
            pixels[i] = (byte) red;
            pixels[i + 1] = (byte) green;
            pixels[i + 2] = (byte) blue;
        }
        return pixels;
    }

    @Test
    void embeddingAndClassesAreTheScripts() throws IOException {
        ModelPack pack = TinyEncoder.writeScript(temp.resolve("script"), script(), 3);
        try (TileEncoder extractor = new GoldenCheck(temp.resolve("cache")).open(pack, InferenceDevice.cpu(), 1);
                TestingTileBatch batch =
                        new TestingTileBatch(TinyEncoder.PIXELS, List.of(tile(51, 20, 30), tile(255, 0, 128)))) {
            assertThat(extractor.engine()).startsWith("PyTorch 2.");
            assertThat(extractor.classes()).containsExactly("red", "other");

            TileOutput output = extractor.extract(batch);

            assertThat(output.features().toArray()).containsExactly(51, 20, 30, 255, 0, 128);
            FeatureMatrix classes = output.classes().orElseThrow();
            assertThat(classes.at(0, 0)).isCloseTo(0.2f, within(1e-6f));
            assertThat(classes.at(0, 1)).isCloseTo(0.8f, within(1e-6f));
            assertThat(classes.at(1, 0)).isEqualTo(1);
            assertThatThrownBy(() -> extractor.maps(batch))
                    .isInstanceOf(PackMismatchException.class)
                    .hasMessageContaining("--engine onnx");
        }
    }

    @Test
    void whatIsNoScriptOrAnswersInAnotherShapeIsRefusedBeforeAnySlide() throws IOException {
        byte[] garbage = "this is no script".getBytes(StandardCharsets.UTF_8);
        ModelPack none = TinyEncoder.writeScript(temp.resolve("none"), garbage, 3);
        assertThatThrownBy(() -> open(none, 1))
                .isInstanceOf(InvalidPackException.class)
                .hasMessageStartingWith("Pack tiny 1.0.0 cannot be loaded: ")
                .message()
                .doesNotContain("\n");
        ModelPack wider = TinyEncoder.writeScript(temp.resolve("wider"), script(), 4);
        assertThatThrownBy(() -> new GoldenCheck(temp.resolve("cache")).open(wider, InferenceDevice.cpu(), 1))
                .isInstanceOf(InvalidPackException.class)
                .hasMessageContaining("is (1, 3) float32 for 1 tiles, not (1, 4) float32");
    }

    /// DJL refuses whatever would join a manager that is capped, so what a batch needs must be the batch's own.
    @Test
    void nothingOfABatchOutlivesIt() throws Exception {
        ModelPack pack = TinyEncoder.writeScript(temp.resolve("script"), script(), 3);
        try (TorchExtractor extractor = open(pack, 2)) {
            extractor.manager().cap();
            assertThatThrownBy(() -> extractor.manager().create(new float[] {1}))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("capped");

            assertThat(extractor.lanes()).isEqualTo(2);
            List<Future<Integer>> lanes = new ArrayList<>();
            try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
                Callable<Integer> lane = () -> embedAll(extractor);
                lanes.add(threads.submit(lane));
                lanes.add(threads.submit(lane));
            }
            for (Future<Integer> lane : lanes) {
                assertThat(lane.get()).isEqualTo(2 * BATCHES);
            }
        }
    }

    private static int embedAll(TorchExtractor extractor) {
        int tiles = 0;
        try (TestingTileBatch batch = new TestingTileBatch(TinyEncoder.PIXELS, List.of(tile(1, 2, 3), tile(4, 5, 6)))) {
            for (int i = 0; i < BATCHES; i++) {
                tiles += extractor.extract(batch).size();
            }
        }
        return tiles;
    }
}
