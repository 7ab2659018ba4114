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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.acinus.mil.FeatureMatrix;
import org.acinus.mil.pack.ModelPack;
import org.acinus.mil.pack.convert.Lite0Pack;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The built-in encoder against embeddings that PyTorch computed.
class Lite0Test {
    private static final int PIXELS = 224;

    @TempDir
    private static Path temp;

    private static @Nullable OnnxExtractor extractor;
    private static @Nullable ModelPack pack;

    @BeforeAll
    static void makePack() {
        Path weights = Path.of(System.getProperty("acinus.cache", "."), "weights", Lite0Pack.WEIGHTS);
        assumeTrue(Files.exists(weights), weights + " is missing; ./check fetches it");
        pack = Lite0Pack.make(weights, temp.resolve("lite0"));
        extractor = OnnxExtractor.open(pack, InferenceDevice.cpu(), 1);
    }

    @AfterAll
    static void close() {
        if (extractor != null) {
            extractor.close();
        }
    }

    @Test
    void packAnswersItsOwnGoldenInputs() {
        assertThat(GoldenCheck.run(Objects.requireNonNull(pack), Objects.requireNonNull(extractor)))
                .isLessThan(1e-4);
    }

    @Test
    void embeddingsAgreeWithPyTorch() throws IOException {
        Path shared = Path.of(System.getProperty("acinus.shared", "."));
        Path goldenFile = shared.resolve("models/efficientnet-lite0/golden.json");
        assumeTrue(Files.exists(goldenFile), goldenFile + " is not here");
        JsonNode golden = new JsonMapper().readTree(goldenFile.toFile());
        double tolerance = golden.get("tolerance_absolute").asDouble();
        assertThat(golden.get("cases")).hasSize(4);

        for (JsonNode wanted : golden.get("cases")) {
            float[] embedding = embed(List.of(pixels(shared, wanted))).toArray();
            String name = wanted.get("name").asText();
            for (int i = 0; i < 8; i++) {
                assertThat((double) embedding[i])
                        .as("%s, feature %d", name, i)
                        .isCloseTo(wanted.get("embedding_first8").get(i).asDouble(), within(tolerance));
            }
            for (JsonNode largest : wanted.get("largest8")) {
                int index = largest.get(0).asInt();
                assertThat((double) embedding[index])
                        .as("%s, feature %d", name, index)
                        .isCloseTo(largest.get(1).asDouble(), within(tolerance));
            }
            double norm = 0;
            double sum = 0;
            for (float value : embedding) {
                norm += (double) value * value;
                sum += value;
            }
            assertThat(Math.sqrt(norm)).as(name).isCloseTo(wanted.get("l2_norm").asDouble(), within(5e-4));
            assertThat(sum).as(name).isCloseTo(wanted.get("sum").asDouble(), within(1e-2));
        }
    }

    @Test
    void neighboursInTheBatchDoNotChangeARow() {
        List<byte[]> tiles = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            byte[] tile = new byte[3 * PIXELS * PIXELS];
            for (int at = 0; at < tile.length; at++) {
                tile[at] = (byte) ((at / (7 + i)) * 13 + i * at);
            }
            tiles.add(tile);
        }
        float[] together = embed(tiles).toArray();
        int dimension = Objects.requireNonNull(extractor).dimension();
        for (int i = 0; i < tiles.size(); i++) {
            float[] row = Arrays.copyOfRange(together, i * dimension, (i + 1) * dimension);
            assertThat(embed(List.of(tiles.get(i))).toArray()).as("tile %d", i).isEqualTo(row);
        }
    }

    private static FeatureMatrix embed(List<byte[]> tiles) {
        try (TestingTileBatch batch = new TestingTileBatch(PIXELS, tiles)) {
            return Objects.requireNonNull(extractor).extract(batch).features();
        }
    }

    private static byte[] pixels(Path shared, JsonNode golden) throws IOException {
        byte[] pixels = new byte[3 * PIXELS * PIXELS];
        if (!golden.has("image")) {
            Arrays.fill(pixels, (byte) (golden.get("name").asText().equals("ones") ? 255 : 0));
            return pixels;
        }
        BufferedImage image =
                ImageIO.read(shared.resolve(golden.get("image").asText()).toFile());
        int x0 = golden.get("x").asInt();
        int y0 = golden.get("y").asInt();
        for (int y = 0; y < PIXELS; y++) {
            for (int x = 0; x < PIXELS; x++) {
                int rgb = image.getRGB(x0 + x, y0 + y);
                int at = 3 * (y * PIXELS + x);
                pixels[at] = (byte) (rgb >> 16);
                pixels[at + 1] = (byte) (rgb >> 8);
                pixels[at + 2] = (byte) rgb;
            }
        }
        assertThat(ModelPack.sha256(pixels))
                .isEqualTo(golden.get("rgb_bytes_sha256").asText());
        return pixels;
    }
}
