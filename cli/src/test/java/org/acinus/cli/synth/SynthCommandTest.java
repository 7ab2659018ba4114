package org.acinus.cli.synth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.acinus.cli.Main;
import org.acinus.cli.terminal.ExitCode;
import org.acinus.wsi.Slide;
import org.acinus.wsi.SlideFormats;
import org.acinus.wsi.metadata.SlideMetadata;
import org.acinus.wsi.openslide.OpenSlideFormat;
import org.acinus.wsi.tiff.TiffExtent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SynthCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    private int run(String... arguments) {
        return Main.execute(new PrintWriter(out), new PrintWriter(err), arguments);
    }

    private static void needsOpenSlide() {
        assumeTrue(
                OpenSlideFormat.library() instanceof OpenSlideFormat.LibraryState.Usable,
                "skipped: no OpenSlide library here");
    }

    @Test
    void slideIsDrawnAndSaysThatItIsSynthetic() throws IOException {
        Path file = folder.resolve("drawn.svs");
        assertThat(run(
                        "synth",
                        "slide",
                        "--width",
                        "1900",
                        "--height",
                        "1300",
                        "--tile",
                        "512",
                        "--out",
                        file.toString()))
                .as(err.toString())
                .isZero();
        assertThat(err.toString()).contains("drawn.svs: 1900 x 1300 px, SYNTHETIC");
        assertThat(out.toString()).isEmpty();
        new TiffExtent().requireComplete(file);
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                .contains("ScanScope ID = SYNTHETIC", "(512x512)");
    }

    @Test
    void largeSlideIsPutTogetherFromASmallOne() {
        needsOpenSlide();
        String small = folder.resolve("small.svs").toString();
        assertThat(run("synth", "slide", "--width", "1200", "--height", "900", "--out", small))
                .isZero();
        String large = folder.resolve("large.svs").toString();
        String[] arguments = {
            "synth",
            "slide",
            "--width",
            "2600",
            "--height",
            "3100",
            "--from",
            small,
            "--subsampling",
            "420",
            "--out",
            large
        };
        assertThat(run(arguments)).as(err.toString()).isZero();
        try (Slide slide = SlideFormats.installed().open(Path.of(large))) {
            SlideMetadata metadata = slide.metadata();
            assertThat(metadata.width()).isEqualTo(2600);
            assertThat(metadata.spacing().known().orElseThrow().xMicrons()).isEqualTo(0.499);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--width 0 --height 10",
                "--width 10 --height 500000",
                "--width 10 --height 10 --tile 300",
                "--width 10 --height 10 --quality 0",
                "--width 10 --height 10 --subsampling 411",
                "--width 10 --height 10 --mpp -1"
            })
    void nonsenseIsAMistakeOfUse(String options) {
        String[] arguments = Stream.concat(
                        Stream.of(
                                "synth",
                                "slide",
                                "--out",
                                folder.resolve("no.svs").toString()),
                        Stream.of(options.split(" ", -1)))
                .toArray(String[]::new);
        assertThat(run(arguments)).isEqualTo(ExitCode.USAGE.code());
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void cohortHasSlidesLabelsAndStrictJson() throws IOException {
        Path cohort = folder.resolve("cohort");
        String[] arguments = {
            "synth", "cohort", "--slides", "2", "--task", "isup", "--seed", "4", "--out", cohort.toString()
        };
        assertThat(run(arguments)).as(err.toString()).isZero();
        List<String> labels = Files.readAllLines(cohort.resolve("labels.csv"));
        assertThat(labels).hasSize(3).first().isEqualTo("slide,label,patient,site");
        assertThat(err.toString()).contains("(2 of 2)");
        JsonMapper strict = JsonMapper.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
        for (String line : labels.subList(1, 3)) {
            String[] cells = line.split(",", -1);
            assertThat(cohort.resolve("slides").resolve(cells[0])).isRegularFile();
            JsonNode truth = strict.readTree(
                    cohort.resolve("truth").resolve(cells[0] + ".geojson").toFile());
            assertThat(truth.get("features").isEmpty()).isEqualTo(cells[1].equals("0"));
            for (JsonNode feature : truth.get("features")) {
                JsonNode ring = feature.get("geometry").get("coordinates").get(0);
                assertThat(ring.get(0)).isEqualTo(ring.get(ring.size() - 1));
                assertThat(feature.get("properties").get("objectType").asText()).isEqualTo("annotation");
            }
        }

        assertThat(run(arguments)).isEqualTo(ExitCode.USAGE.code());
        assertThat(err.toString()).contains("holds a cohort already");
    }
}
