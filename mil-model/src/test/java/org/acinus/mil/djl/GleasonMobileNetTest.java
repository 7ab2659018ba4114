package org.acinus.mil.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.acinus.mil.FeatureMaps;
import org.acinus.mil.FeatureMatrix;
import org.acinus.mil.TileOutput;
import org.acinus.mil.pack.ModelPack;
import org.acinus.mil.pack.PackKind;
import org.acinus.mil.pack.convert.GleasonMobileNet;
import org.acinus.mil.pack.keras.KerasFile;
import org.acinus.mil.pack.onnx.ClassWeights;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The imported Gleason classifier against outputs that TensorFlow and a float64 forward pass agree on.
class GleasonMobileNetTest {
    private static final int PIXELS = 224;

    private static final Path MODELS = Path.of(System.getProperty("acinus.shared", "."), "models/arvaniti-gleason");

    @TempDir
    private static Path temp;

    private static ModelPack importPack() {
        KerasFile keras = KerasFile.read(MODELS.resolve("MobileNet_Gleason_weights.h5"));
        return EncoderPackMaker.make(GleasonMobileNet.draft(keras, GleasonMobileNet.NAME), temp);
    }

    @BeforeAll
    static void requireWeights() {
        assumeTrue(Files.exists(MODELS.resolve("golden.json")), MODELS + " is not here");
    }

    @Test
    void probabilitiesAndFeaturesAgreeWithTheOriginal() throws IOException {
        JsonNode golden =
                new JsonMapper().readTree(MODELS.resolve("golden.json").toFile());
        double probabilityTolerance =
                golden.at("/tolerance_absolute/probabilities").asDouble();
        double featureTolerance = golden.at("/tolerance_absolute/features").asDouble();
        assertThat(golden.get("cases")).hasSize(4);

        try (OnnxExtractor extractor = OnnxExtractor.open(importPack(), InferenceDevice.cpu(), 2)) {
            for (JsonNode wanted : golden.get("cases")) {
                String name = wanted.get("name").asText();
                TileOutput output = extract(extractor, pixels(wanted));
                FeatureMatrix classes = output.classes().orElseThrow();
                for (int i = 0; i < 4; i++) {
                    assertThat((double) classes.at(0, i))
                            .as("%s, class %d", name, i)
                            .isCloseTo(wanted.get("probabilities").get(i).asDouble(), within(probabilityTolerance));
                }
                requireFeatures(wanted, output.features(), featureTolerance);
            }
        }
    }

    private static void requireFeatures(JsonNode wanted, FeatureMatrix features, double tolerance) {
        String name = wanted.get("name").asText();
        for (int i = 0; i < 8; i++) {
            assertThat((double) features.at(0, i))
                    .as("%s, feature %d", name, i)
                    .isCloseTo(wanted.get("features_first8").get(i).asDouble(), within(tolerance));
        }
        for (JsonNode largest : wanted.get("features_largest4")) {
            assertThat((double) features.at(0, largest.get(0).asInt()))
                    .as("%s, feature %s", name, largest)
                    .isCloseTo(largest.get(1).asDouble(), within(tolerance));
        }
        double sum = 0;
        double squares = 0;
        for (float value : features.toArray()) {
            sum += value;
            squares += (double) value * value;
        }
        assertThat(sum).as(name).isCloseTo(wanted.get("features_sum").asDouble(), within(1e-2));
        assertThat(Math.sqrt(squares))
                .as(name)
                .isCloseTo(wanted.get("features_l2").asDouble(), within(1e-3));
    }

    @Test
    void packSaysWhatItIs() {
        ModelPack pack = importPack();

        assertThat(pack.manifest().kind()).isEqualTo(PackKind.TILE_CLASSIFIER);
        assertThat(pack.manifest().licence().id()).isEqualTo("GPL-3.0-only");
        assertThat(pack.manifest().licence().redistribution()).isFalse();
        assertThat(pack.encoder().spacingMicrons()).isEqualTo(0.69);
        assertThat(pack.encoder().dimension()).isEqualTo(512);
        assertThat(pack.encoder().classes().orElseThrow().names()).containsExactly("benign", "G3", "G4", "G5");
    }

    /// The logit of a class is the mean over the map of channel times weight, plus a bias that is the same for
    /// every tile: so differences of log probabilities between two tiles follow from maps and weights alone.
    @Test
    void mapsAndWeightsExplainTheProbabilities() throws IOException {
        ModelPack pack = importPack();
        ClassWeights weights = ClassWeights.of(pack);
        List<byte[]> tiles = List.of(crop("crop_g3.png"), crop("crop_g4.png"));
        try (OnnxExtractor extractor = OnnxExtractor.open(pack, InferenceDevice.cpu(), 1);
                TestingTileBatch batch = new TestingTileBatch(PIXELS, tiles)) {
            FeatureMatrix classes = extractor.extract(batch).classes().orElseThrow();
            FeatureMaps maps = extractor.maps(batch);
            assertThat(List.of(maps.height(), maps.width(), maps.channels())).containsExactly(7, 7, 512);

            double g3 = evidence(maps, weights, 0, 1) - evidence(maps, weights, 1, 1);
            double g4 = evidence(maps, weights, 0, 2) - evidence(maps, weights, 1, 2);
            double odds = Math.log(classes.at(0, 1) / classes.at(1, 1)) - Math.log(classes.at(0, 2) / classes.at(1, 2));
            assertThat(g3 - g4).isCloseTo(odds, within(1e-3));
        }
    }

    private static double evidence(FeatureMaps maps, ClassWeights weights, int tile, int classIndex) {
        double sum = 0;
        for (int row = 0; row < maps.height(); row++) {
            for (int column = 0; column < maps.width(); column++) {
                for (int channel = 0; channel < maps.channels(); channel++) {
                    sum += maps.at(tile, row, column, channel) * weights.at(classIndex, channel);
                }
            }
        }
        return sum / (maps.height() * maps.width());
    }

    private static TileOutput extract(OnnxExtractor extractor, byte[] pixels) {
        try (TestingTileBatch batch = new TestingTileBatch(PIXELS, List.of(pixels))) {
            return extractor.extract(batch);
        }
    }

    private static byte[] pixels(JsonNode golden) throws IOException {
        if (golden.has("png")) {
            byte[] pixels = crop(golden.get("png").asText());
            assertThat(ModelPack.sha256(pixels))
                    .isEqualTo(golden.get("rgb_bytes_sha256").asText());
            return pixels;
        }
        byte[] pixels = new byte[3 * PIXELS * PIXELS];
        Arrays.fill(pixels, (byte) (golden.get("name").asText().equals("ones") ? 255 : 0));
        return pixels;
    }

    private static byte[] crop(String png) throws IOException {
        BufferedImage image = ImageIO.read(MODELS.resolve(png).toFile());
        byte[] pixels = new byte[3 * PIXELS * PIXELS];
        for (int i = 0; i < PIXELS * PIXELS; i++) {
            int rgb = image.getRGB(i % PIXELS, i / PIXELS);
            pixels[3 * i] = (byte) (rgb >> 16);
            pixels[3 * i + 1] = (byte) (rgb >> 8);
            pixels[3 * i + 2] = (byte) rgb;
        }
        return pixels;
    }
}
