package org.acinus.mil.tissue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.acinus.mil.djl.GoldenCheck;
import org.acinus.mil.djl.TissueNetwork;
import org.acinus.mil.djl.TissuePackMaker;
import org.acinus.mil.pack.InvalidPackException;
import org.acinus.mil.pack.ModelPack;
import org.acinus.mil.pack.PackKind;
import org.acinus.tissue.Overview;
import org.acinus.tissue.TissueDetector;
import org.acinus.tissue.TissueDetectors;
import org.acinus.tissue.TissueMask;
import org.acinus.wsi.RgbBuffer;
import org.acinus.wsi.Slide;
import org.acinus.wsi.SlideFormats;
import org.acinus.wsi.metadata.PixelSpacing;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The learned detector against what ONNX Runtime itself gave for the same network, and against another method.
class LearnedTissueDetectorTest {
    private static final Path SHARED = Path.of(System.getProperty("acinus.shared", "."));
    private static final Path MODEL = SHARED.resolve("models/tissue-unet");
    private static final int SIDE = 500;

    @TempDir
    private static Path temp;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static ModelPack pack;

    @BeforeAll
    static void importPack() throws IOException {
        assumeTrue(Files.exists(MODEL.resolve("best_unet.onnx")), MODEL + " is not here");
        pack = TissuePackMaker.make(Files.readAllBytes(MODEL.resolve("best_unet.onnx")), "tissue-unet", temp);
    }

    @Test
    void probabilitiesAgreeWithTheOriginal() throws IOException {
        JsonNode golden = new JsonMapper().readTree(MODEL.resolve("golden.json").toFile());
        double tolerance = golden.get("tolerance_absolute").asDouble();
        assertThat(pack.manifest().kind()).isEqualTo(PackKind.TISSUE);
        assertThat(golden.get("cases")).hasSize(4);

        try (TissueNetwork network = TissueNetwork.open(pack);
                Arena arena = Arena.ofConfined()) {
            MemorySegment thumbnail = arena.allocate(3L * SIDE * SIDE);
            for (JsonNode wanted : golden.get("cases")) {
                draw(wanted, thumbnail);
                float[] found = network.probabilities(thumbnail);
                String name = wanted.get("name").asText();
                double sum = 0;
                int above = 0;
                for (float value : found) {
                    sum += value;
                    above += value > 0.6 ? 1 : 0;
                }
                assertThat(sum / found.length)
                        .as(name)
                        .isCloseTo(wanted.get("mean").asDouble(), within(tolerance));
                assertThat((double) above / found.length)
                        .as(name)
                        .isCloseTo(wanted.get("fraction_above_0.6").asDouble(), within(tolerance));
                for (JsonNode value : wanted.get("values")) {
                    int at = value.get("row").asInt() * SIDE + value.get("col").asInt();
                    assertThat((double) found[at])
                            .as("%s, %s", name, value)
                            .isCloseTo(value.get("value").asDouble(), within(tolerance));
                }
            }
        }
    }

    private static void draw(JsonNode wanted, MemorySegment thumbnail) throws IOException {
        if (!wanted.has("image")) {
            thumbnail.fill((byte) (wanted.get("name").asText().equals("ones") ? 255 : 0));
            return;
        }
        BufferedImage image =
                ImageIO.read(SHARED.resolve(wanted.get("image").asText()).toFile());
        for (int i = 0; i < SIDE * SIDE; i++) {
            int rgb = image.getRGB(i % SIDE, i / SIDE);
            for (int channel = 0; channel < 3; channel++) {
                thumbnail.set(ValueLayout.JAVA_BYTE, 3L * i + channel, (byte) (rgb >> (16 - 8 * channel)));
            }
        }
    }

    @Test
    void theRealSlideAgreesWithHistolabsMask() throws IOException {
        Path expected = SHARED.resolve("data/qc-histolab/expected-mask-arrays/tissue-mask-cmu-1-small-region.npy");
        Path file = SHARED.resolve("data/wsi-openslide-cmu/CMU-1-Small-Region.svs");
        assumeTrue(Files.exists(expected) && Files.exists(file), "the slide or its mask is not here");
        try (TissueDetector detector =
                        TissueDetectors.installed().open("learned", Optional.of(pack.folder()), temp.resolve("cache"));
                Slide slide = SlideFormats.installed().open(file)) {
            PixelSpacing spacing = slide.metadata().spacing().known().orElseThrow();
            Overview overview = Overview.atSpacing(slide, spacing, detector.spacingMicrons());
            double dice = dice(detector.detect(overview, spacing), Files.readAllBytes(expected));
            // 0.902 in November 2026.
            assertThat(dice).as("Dice").isGreaterThan(0.85);
            assertThat(detector.name()).matches("learned/tissue-unet-1\\.0\\.0-[0-9a-f]{12}");
        }
    }

    /// Overlap with a NumPy file of 296 rows of 221 booleans (NEP 1).
    private static double dice(TissueMask mask, byte[] npy) {
        int begin =
                10 + ByteBuffer.wrap(npy, 8, 2).order(ByteOrder.LITTLE_ENDIAN).getShort();
        long both = 0;
        long sum = 0;
        for (int y = 0; y < 296; y++) {
            for (int x = 0; x < 221; x++) {
                boolean ours = mask.at(x * mask.width() / 221, y * mask.height() / 296);
                boolean theirs = npy[begin + y * 221 + x] != 0;
                both += ours && theirs ? 1 : 0;
                sum += (ours ? 1 : 0) + (theirs ? 1 : 0);
            }
        }
        return 2.0 * both / sum;
    }

    /// Areas add up: the mean of a picture does not change when it is squeezed, whatever the ratio.
    @Test
    void squeezingKeepsTheMean() {
        RgbBuffer picture = RgbBuffer.onHeap(731, 97);
        double mean = 0;
        for (int i = 0; i < 731 * 97; i++) {
            int value = (i * 37 + i / 731 * 11) % 256;
            picture.pixels().set(ValueLayout.JAVA_BYTE, 3L * i, (byte) value);
            mean += value / (731.0 * 97);
        }
        byte[] square = new byte[3 * 64 * 64];
        Squeeze.into(picture, MemorySegment.ofArray(square), 64);
        double squeezed = 0;
        for (int i = 0; i < 64 * 64; i++) {
            squeezed += (square[3 * i] & 0xff) / (64.0 * 64);
        }
        assertThat(squeezed).isCloseTo(mean, within(0.1));
    }

    @Test
    void anotherFileIsNotTakenForTheKnownNetwork() {
        assertThatThrownBy(() -> TissuePackMaker.make(new byte[100], "x", temp.resolve("other")))
                .isInstanceOf(InvalidPackException.class)
                .hasMessageContaining("not the tissue network that is known here");
    }

    @Test
    void packProvesItselfOnceAndAWrongAnswerIsNeverRemembered() throws IOException {
        GoldenCheck check = new GoldenCheck(temp.resolve("remembered"));
        check.openTissue(pack).close();
        List<Path> marks = marks();
        assertThat(marks).hasSize(1);

        ModelPack wrong = withAnotherAnswer();
        assertThatThrownBy(() -> check.openTissue(wrong))
                .isInstanceOf(InvalidPackException.class)
                .hasMessageContaining("does not compute what its maker saw: input zeros, pixel 0 is not 0.9");
        assertThat(marks()).isEqualTo(marks);

        // With the mark of a passed check it is not asked again: the answer that is wrong goes unnoticed.
        String name = String.valueOf(marks.getFirst().getFileName())
                .replace(
                        pack.id().sha256().substring(0, 32), wrong.id().sha256().substring(0, 32));
        Files.createFile(marks.getFirst().resolveSibling(name));
        check.openTissue(wrong).close();
    }

    private static List<Path> marks() throws IOException {
        try (Stream<Path> files = Files.list(temp.resolve("remembered/golden"))) {
            return files.toList();
        }
    }

    /// The same network, of which its description expects another answer.
    private static ModelPack withAnotherAnswer() throws IOException {
        Path folder = Files.createDirectories(temp.resolve("wrong"));
        try (Stream<Path> files = Files.list(pack.folder())) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(String.valueOf(file.getFileName())));
            }
        }
        ObjectNode manifest = (ObjectNode)
                new JsonMapper().readTree(folder.resolve("pack.json").toFile());
        ((ArrayNode) manifest.at("/golden/cases/0/values")).set(0, 0.9);
        Files.writeString(folder.resolve("pack.json"), manifest.toString());
        return ModelPack.open(folder);
    }

    @Test
    void learnedDetectorNeedsAPack() {
        assertThatThrownBy(() -> TissueDetectors.installed().open("learned", Optional.empty(), temp))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("learned:PACK");
    }
}
