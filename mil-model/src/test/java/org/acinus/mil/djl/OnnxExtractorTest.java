package org.acinus.mil.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.acinus.mil.FeatureMaps;
import org.acinus.mil.FeatureMatrix;
import org.acinus.mil.TileOutput;
import org.acinus.mil.pack.EncoderSpec;
import org.acinus.mil.pack.InvalidPackException;
import org.acinus.mil.pack.ModelPack;
import org.acinus.mil.pack.onnx.ClassWeights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxExtractorTest {
    @TempDir
    private Path temp;

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
    void eachTileGetsItsOwnRowWhateverTheBatchSize() {
        ModelPack pack = TinyEncoder.write(temp.resolve("tiny"), 255, "embedding");
        try (OnnxExtractor extractor = OnnxExtractor.open(pack, InferenceDevice.cpu(), 1)) {
            for (int size : new int[] {3, 1, 2}) {
                List<byte[]> tiles = List.of(tile(10, 20, 30), tile(255, 0, 128), tile(1, 2, 3));
                try (TestingTileBatch batch = new TestingTileBatch(TinyEncoder.PIXELS, tiles.subList(0, size))) {
                    FeatureMatrix features = extractor.extract(batch).features();

                    assertThat(features.size()).isEqualTo(size);
                    assertThat(features.toArray())
                            .usingComparatorWithPrecision(1e-4f)
                            .startsWith(10, 20, 30)
                            .hasSize(3 * size);
                }
            }
            assertThat(extractor.device()).isEqualTo("cpu");
            assertThat(extractor.pack()).isEqualTo(pack.id());
        }
    }

    @Test
    void bytesAbove127AreNotNegative() {
        ModelPack pack = TinyEncoder.write(temp.resolve("tiny"), 255, "embedding");
        try (OnnxExtractor extractor = OnnxExtractor.open(pack, InferenceDevice.cpu(), 1);
                TestingTileBatch batch = new TestingTileBatch(TinyEncoder.PIXELS, List.of(tile(255, 0, 128)))) {
            FeatureMatrix features = extractor.extract(batch).features();

            assertThat(features.at(0, 0)).isCloseTo(255, within(1e-3f));
            assertThat(features.at(0, 2)).isCloseTo(128, within(1e-3f));
        }
    }

    @Test
    void batchOfUnreadableTilesAloneGivesNoRows() {
        ModelPack pack = TinyEncoder.write(temp.resolve("tiny"), 255, "embedding");
        try (OnnxExtractor extractor = OnnxExtractor.open(pack, InferenceDevice.cpu(), 1);
                TestingTileBatch batch = new TestingTileBatch(TinyEncoder.PIXELS, List.of())) {
            assertThat(extractor.extract(batch).size()).isZero();
        }
    }

    @Test
    void classifierGivesProbabilitiesBesideTheSameEmbedding() {
        ModelPack pack = TinyEncoder.writeClassifier(temp.resolve("tiny"), new int[] {3, 4});
        try (TileEncoder extractor = new GoldenCheck(temp.resolve("cache")).open(pack, InferenceDevice.cpu(), 1);
                TestingTileBatch batch =
                        new TestingTileBatch(TinyEncoder.PIXELS, List.of(tile(200, 10, 20), tile(0, 100, 50)))) {
            TileOutput output = extractor.extract(batch);

            assertThat(extractor.classes()).containsExactly("benign", "G3+4");
            assertThat(output.features().at(0, 0)).isCloseTo(200, within(1e-3f));
            FeatureMatrix classes = output.classes().orElseThrow();
            double[] evidence = {200 * 0.02 - 30 * 0.01, 0 - 150 * 0.01};
            for (int i = 0; i < 2; i++) {
                double benign = 1 / (1 + Math.exp(-evidence[i]));
                assertThat((double) classes.at(i, 0)).isCloseTo(benign, within(1e-6));
                assertThat((double) classes.at(i, 1)).isCloseTo(1 - benign, within(1e-6));
            }
        }
    }

    @Test
    void goldenCheckCoversTheClassesToo() {
        ModelPack beyond = TinyEncoder.writeClassifier(temp.resolve("tiny"), new int[] {3, 5});
        assertThatThrownBy(() -> new GoldenCheck(temp.resolve("cache")).open(beyond, InferenceDevice.cpu(), 1))
                .isInstanceOf(InvalidPackException.class)
                .hasMessageContaining("index 5 is beyond the 5 numbers");
    }

    @Test
    void lastFeatureMapIsWhatTheGraphAverages() {
        ModelPack pack = TinyEncoder.writeClassifier(temp.resolve("tiny"), new int[] {3, 4});
        byte[] second = tile(7, 8, 9);
        second[3 * (2 * TinyEncoder.PIXELS + 1) + 2] = (byte) 200;
        try (OnnxExtractor extractor = OnnxExtractor.open(pack, InferenceDevice.cpu(), 1);
                TestingTileBatch batch = new TestingTileBatch(TinyEncoder.PIXELS, List.of(tile(1, 2, 3), second))) {
            FeatureMaps maps = extractor.maps(batch);

            assertThat(List.of(maps.tiles(), maps.height(), maps.width(), maps.channels()))
                    .containsExactly(2, TinyEncoder.PIXELS, TinyEncoder.PIXELS, 3);
            assertThat(maps.at(0, 3, 0, 1)).isEqualTo(2);
            assertThat(maps.at(1, 2, 1, 2)).isEqualTo(200);
            assertThat(maps.at(1, 1, 2, 2)).isEqualTo(9);
            // The classifier's evidence is the mean over the map of channel times weight (Zhou et al. 2016).
            ClassWeights weights = ClassWeights.of(pack);
            assertThat(weights.at(1, 2)).isEqualTo(0.01f);
            assertThat(extractor.extract(batch).features().at(1, 2)).isCloseTo(9 + 191 / 16f, within(1e-3f));
        }
    }

    @Test
    void tilesOfAnotherSizeAreRefused() {
        ModelPack pack = TinyEncoder.write(temp.resolve("tiny"), 255, "embedding");
        try (OnnxExtractor extractor = OnnxExtractor.open(pack, InferenceDevice.cpu(), 1);
                TestingTileBatch batch = new TestingTileBatch(2, List.of(new byte[12]))) {
            assertThatThrownBy(() -> extractor.extract(batch))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("4 px, not of 2 px");
        }
    }

    @Test
    void outputThatTheGraphLacksIsNamed() {
        ModelPack pack = TinyEncoder.write(temp.resolve("tiny"), 255, "features");
        assertThatThrownBy(() -> new GoldenCheck(temp.resolve("cache")).open(pack, InferenceDevice.cpu(), 1))
                .isInstanceOf(InvalidPackException.class)
                .hasMessageContaining("no output features");
    }

    @Test
    void graphOfAnotherShapeIsRefusedBeforeAnySlide() {
        ModelPack wider = TinyEncoder.writeWithOutput(temp.resolve("wider"), "Concat");
        assertThatThrownBy(() -> new GoldenCheck(temp.resolve("cache")).open(wider, InferenceDevice.cpu(), 1))
                .isInstanceOf(InvalidPackException.class)
                .hasMessageContaining("is (1, 6) float32 for 1 tiles, not (1, 3) float32");
    }

    @Test
    void answerThatIsNoNumberIsRefusedBeforeAnySlide() {
        ModelPack undefined = TinyEncoder.writeWithOutput(temp.resolve("nan"), "Div");
        assertThatThrownBy(() -> new GoldenCheck(temp.resolve("cache")).open(undefined, InferenceDevice.cpu(), 1))
                .isInstanceOf(InvalidPackException.class)
                .hasMessageContaining("Pack tiny answered NaN on cpu");
    }

    @Test
    void graphOfAnotherInputIsRefusedInOneLine() {
        EncoderSpec larger =
                EncoderSpec.ofOnnx("tiny.onnx", TinyEncoder.PIXELS + 1, 0.5, "tiles", "embedding", 3, "none");
        EncoderSpec renamed =
                EncoderSpec.ofOnnx("tiny.onnx", TinyEncoder.PIXELS, 0.5, "pictures", "embedding", 3, "none");
        for (EncoderSpec stated : List.of(larger, renamed)) {
            ModelPack pack = TinyEncoder.writeStating(temp.resolve(stated.inputName()), stated);
            assertThatThrownBy(() -> new GoldenCheck(temp.resolve("cache")).open(pack, InferenceDevice.cpu(), 1))
                    .isInstanceOf(InvalidPackException.class)
                    .hasMessageStartingWith(
                            "Pack tiny 1.0.0 cannot be run as its pack.json says (input, size, layout): ")
                    .hasMessageNotContaining("\n");
        }
    }

    @Test
    void fileThatIsNoGraphIsRefused() {
        ModelPack garbage = TinyEncoder.writeGarbage(temp.resolve("garbage"));
        assertThatThrownBy(() -> new GoldenCheck(temp.resolve("cache")).open(garbage, InferenceDevice.cpu(), 1))
                .isInstanceOf(InvalidPackException.class)
                .hasMessageContaining("Pack tiny 1.0.0 cannot be loaded");
    }

    @Test
    void goldenCheckIsRememberedPerPackButWrongAnswersAreNot() throws IOException {
        Path cache = temp.resolve("cache");
        GoldenCheck check = new GoldenCheck(cache);
        ModelPack right = TinyEncoder.write(temp.resolve("right"), 255, "embedding");
        ModelPack wrong = TinyEncoder.write(temp.resolve("wrong"), 254.99, "embedding");

        check.open(right, InferenceDevice.cpu(), 1).close();
        assertThat(marks(cache))
                .hasSize(1)
                .first()
                .asString()
                .startsWith(right.id().sha256().substring(0, 32));
        check.open(right, InferenceDevice.cpu(), 1).close();

        assertThatThrownBy(() -> check.open(wrong, InferenceDevice.cpu(), 1))
                .isInstanceOf(InvalidPackException.class)
                .hasMessageContaining("input ones, number 0 is 255.0 instead of 254.99");
        assertThat(marks(cache)).hasSize(1);
    }

    @Test
    void gpuThatIsNotThereIsAnErrorAndAutoSaysWhatItTook() {
        assertThatThrownBy(() -> InferenceDevice.find("cuda:0"))
                .isInstanceOf(DeviceUnavailableException.class)
                .hasMessageContaining("--device cpu");
        assertThat(InferenceDevice.find("auto").name()).isEqualTo("cpu");
        assertThatThrownBy(() -> InferenceDevice.find("gpu")).isInstanceOf(IllegalArgumentException.class);
    }

    private static List<Path> marks(Path cache) throws IOException {
        try (Stream<Path> files = Files.list(cache.resolve("golden"))) {
            return files.map(Path::getFileName).toList();
        }
    }
}
