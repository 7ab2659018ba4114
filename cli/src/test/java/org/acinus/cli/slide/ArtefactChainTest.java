package org.acinus.cli.slide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.acinus.cli.Main;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// From `synth slide --artefact` to what `tile --quality` makes of it: the truth that was painted is what is found, and
/// limits decide what becomes of tiles and slides.
class ArtefactChainTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int acinus(String... command) {
        return Main.execute(new PrintWriter(out), new PrintWriter(err), command);
    }

    @BeforeEach
    void drawInkedSlide() {
        String slide = folder.resolve("slides").resolve("inked.svs").toString();
        assertThat(folder.resolve("slides").toFile().mkdir()).isTrue();
        assertThat(acinus(
                        "synth",
                        "slide",
                        "--width",
                        "5000",
                        "--height",
                        "4000",
                        "--artefact",
                        "green_ink",
                        "--out",
                        slide))
                .as(err.toString())
                .isZero();
    }

    private int tile(String limits, String size) throws IOException {
        Path file = Files.writeString(folder.resolve("limits.json"), limits);
        return acinus(
                "tile",
                folder.resolve("slides").toString(),
                "--size",
                size,
                "--quality",
                file.toString(),
                "--out",
                folder.resolve("out").toString());
    }

    private String row() throws IOException {
        return Files.readAllLines(folder.resolve("out/cohort.csv")).get(1);
    }

    @Test
    void theTruthIsWrittenWithItsFrame() throws IOException {
        assertThat(folder.resolve("slides/inked.truth.png")).isNotEmptyFile();
        assertThat(Files.readString(folder.resolve("slides/inked.truth.json")))
                .contains("green_ink", "pixels0_per_pixel", "level-0 pixels");
    }

    @Test
    void limitsOfAFileDecideWhatIsLeftOutAndWhatIsScannedAgain() throws IOException {
        assertThat(tile("{}", "256")).as(err.toString()).isZero();
        assertThat(row()).startsWith("inked.svs,inked.svs,TILED,");
        List<String> usual = Files.readAllLines(folder.resolve("out/inked.svs/tiles.csv"));
        assertThat(usual).anyMatch(line -> line.endsWith(",false,GREEN_INK"));

        assertThat(tile("{\"tile\": {\"green_ink\": 1.0}}", "256")).isZero();
        assertThat(Files.readAllLines(folder.resolve("out/inked.svs/tiles.csv")))
                .hasSameSizeAs(usual)
                .noneMatch(line -> line.endsWith("GREEN_INK"));

        assertThat(tile("{\"slide\": {\"green_ink\": 0.0}}", "256")).isZero();
        assertThat(row()).startsWith("inked.svs,inked.svs,RESCAN,").contains("of the tissue: green ink");

        assertThat(tile("{}", "3000")).isZero();
        assertThat(row()).startsWith("inked.svs,inked.svs,INSUFFICIENT_TISSUE,").contains("a diagnosis takes 4");
    }

    @Test
    void limitsThatMakeNoSenseAreRefusedByTheirPlace() throws IOException {
        assertThat(tile("{\"tile\": {\"green_ink\"", "256")).isEqualTo(3);
        assertThat(tile("{\"tile\": {\"ink\": 0.1}}", "256")).isEqualTo(3);
        assertThat(tile("{\"tile\": {\"fold\": 2}}", "256")).isEqualTo(3);
        assertThat(tile("{\"cohort\": {\"fold\": 0.1}}", "256")).isEqualTo(3);
        assertThat(err.toString())
                .contains(
                        "limits.json is no JSON",
                        "names ink; there are blue_ink",
                        "fold must be a share",
                        "not for cohort");
    }
}
