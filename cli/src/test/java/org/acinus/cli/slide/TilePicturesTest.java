package org.acinus.cli.slide;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.acinus.cli.Main;
import org.acinus.wsi.SharedData;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `tile --images` and `--shards` on a real slide, whose stored tiles have 240 px.
class TilePicturesTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int tile(String... more) {
        String slide = SharedData.cmuSlide().toString();
        String[] command = {"tile", slide, "--spacing", "0.5", "--size", "240", "--out", folder.toString()};
        return Main.execute(
                new PrintWriter(out),
                new PrintWriter(err),
                Stream.concat(Stream.of(command), Stream.of(more)).toArray(String[]::new));
    }

    private Map<String, byte[]> pictures() throws IOException {
        Map<String, byte[]> pictures = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder.resolve("tiles"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".jpg")).toList()) {
                pictures.put(String.valueOf(file.getFileName()), Files.readAllBytes(file));
            }
        }
        return pictures;
    }

    @Test
    void jpegFilesAndShardsHoldTheSameTilesAndResume() throws IOException {
        assertThat(tile("--images", "jpeg")).as(err.toString()).isZero();
        assertThat(out.toString()).contains("the slide's own JPEG tiles, unchanged");
        Map<String, byte[]> files = pictures();
        assertThat(files)
                .isNotEmpty()
                .allSatisfy((name, bytes) -> assertThat(name).matches("x\\d+_y\\d+\\.jpg"));

        assertThat(tile("--shards")).as(err.toString()).isZero();
        Map<String, byte[]> sharded = new TreeMap<>();
        String json = "";
        try (InputStream shard = Files.newInputStream(folder.resolve("shards/tiles-000000.tar"));
                TarArchiveInputStream tar = new TarArchiveInputStream(shard)) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                byte[] bytes = tar.readAllBytes();
                if (entry.getName().endsWith(".json")) {
                    json = new String(bytes, StandardCharsets.UTF_8);
                } else {
                    sharded.put(entry.getName(), bytes);
                }
            }
        }
        assertThat(sharded).containsExactlyEntriesOf(files);
        assertThat(json).contains("\"x0\":", "\"spacing\":0.499", "CMU-1-Small-Region.svs");

        Files.delete(folder.resolve("tiles").resolve(files.keySet().iterator().next()));
        assertThat(tile("--images", "jpeg")).isZero();
        assertThat(pictures()).containsExactlyEntriesOf(files);
    }

    @Test
    void variedPicturesDependOnTheSeedAlone() throws IOException {
        Path usual = folder;
        assertThat(tile("--augment", "1")).isEqualTo(2);
        List<Map<String, byte[]>> made = new ArrayList<>();
        for (String[] options : List.of(new String[] {"--images", "jpeg"}, seed("7"), seed("7"), seed("8"))) {
            folder = usual.resolve("run" + made.size());
            assertThat(tile(options)).as(err.toString()).isZero();
            made.add(pictures());
        }
        assertThat(made.get(1)).containsExactlyEntriesOf(made.get(2));
        assertThat(made.get(1)).hasSameSizeAs(made.get(0)).isNotEqualTo(made.get(3));
        String name = made.get(1).keySet().iterator().next();
        assertThat(made.get(1).get(name))
                .isNotEqualTo(made.get(0).get(name))
                .isNotEqualTo(made.get(3).get(name));
    }

    private static String[] seed(String seed) {
        return new String[] {"--images", "jpeg", "--augment", seed};
    }

    /// Two stains do not explain every colour of a real slide; what they do not stays.
    @ParameterizedTest
    @ValueSource(strings = {"macenko", "reinhard", "vahadane"})
    void aSlideThatIsItsOwnStainTargetStaysAsItIs(String method) throws IOException {
        Path usual = folder;
        String slide = SharedData.cmuSlide().toString();
        folder = usual.resolve("plain");
        assertThat(tile("--images", "png")).as(err.toString()).isZero();
        folder = usual.resolve("own");
        assertThat(tile("--images", "png", "--stain", method, "--stain-target", slide))
                .as(err.toString())
                .isZero();
        folder = usual.resolve("built-in");
        assertThat(tile("--images", "png", "--stain", method))
                .as(err.toString())
                .isZero();
        double own = meanDifference(usual, "plain", "own");
        assertThat(own).isLessThan(2);
        assertThat(meanDifference(usual, "plain", "built-in")).isGreaterThan(3 * own);
        assertThat(Files.readString(usual.resolve("own/tiles/settings.txt")))
                .containsPattern("stain " + method + "/\\d+/[0-9a-f]{8}");
    }

    private static double meanDifference(Path folder, String one, String other) throws IOException {
        long sum = 0;
        long values = 0;
        try (Stream<Path> files = Files.list(folder.resolve(one).resolve("tiles"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".png")).toList()) {
                BufferedImage left = ImageIO.read(file.toFile());
                BufferedImage right = ImageIO.read(folder.resolve(other)
                        .resolve("tiles")
                        .resolve(file.getFileName())
                        .toFile());
                for (int y = 0; y < left.getHeight(); y++) {
                    for (int x = 0; x < left.getWidth(); x++) {
                        for (int shift = 0; shift < 24; shift += 8) {
                            sum += Math.abs(
                                    ((left.getRGB(x, y) >> shift) & 255) - ((right.getRGB(x, y) >> shift) & 255));
                            values++;
                        }
                    }
                }
            }
        }
        assertThat(values).isPositive();
        return (double) sum / values;
    }

    @Test
    void aStainTargetThatIsNoneIsRefusedInOneLine() {
        assertThat(tile("--stain-target", "0.65,0.70,0.29:0.07,0.99,0.11")).isEqualTo(2);
        assertThat(tile("--stain", "reinhard", "--stain-target", "0.65,0.70,0.29:0.07,0.99,0.11"))
                .isEqualTo(2);
        assertThat(tile("--stain", "macenko", "--stain-target", "0.6,0.7,0.3:0.6,0.7,0.3"))
                .isEqualTo(2);
        assertThat(tile("--stain", "macenko", "--stain-target", "nowhere.png")).isEqualTo(3);
        assertThat(err.toString().lines())
                .hasSize(4)
                .anyMatch(line -> line.contains("reinhard knows no stain vectors"))
                .anyMatch(line -> line.contains("these are no two stains"))
                .anyMatch(line -> line.contains("nowhere.png is no file"));
    }

    @Test
    void picturesWithOtherSettingsAreNotMixed() {
        assertThat(tile("--images", "jpeg")).as(err.toString()).isZero();
        assertThat(tile("--images", "png")).isEqualTo(2);
        assertThat(err.toString()).contains("name another --out");
    }
}
