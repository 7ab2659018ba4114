package org.acinus.cli.slide;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.acinus.cli.Main;
import org.acinus.wsi.SharedData;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    @Test
    void picturesWithOtherSettingsAreNotMixed() {
        assertThat(tile("--images", "jpeg")).as(err.toString()).isZero();
        assertThat(tile("--images", "png")).isEqualTo(2);
        assertThat(err.toString()).contains("name another --out");
    }
}
