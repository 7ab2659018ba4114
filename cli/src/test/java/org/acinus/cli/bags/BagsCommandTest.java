package org.acinus.cli.bags;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.acinus.cli.Main;
import org.acinus.cli.terminal.ExitCode;
import org.acinus.cli.terminal.Json;
import org.acinus.mil.features.FeatureBag;
import org.acinus.mil.features.FeatureBagReader;
import org.acinus.wsi.SharedData;
import org.acinus.wsi.identity.SlideHash;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Bags of a real slide on their way out to other programs and in again, and real ones of another program.
class BagsCommandTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int acinus(String... arguments) {
        out.getBuffer().setLength(0);
        return Main.execute(new PrintWriter(out), new PrintWriter(err), arguments);
    }

    private static Path only(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .reduce((one, other) -> {
                        throw new AssertionError("two files: " + one + ", " + other);
                    })
                    .orElseThrow();
        }
    }

    private JsonNode shown(Path bag) {
        assertThat(acinus("bags", "show", bag.toString(), "--json"))
                .as(err.toString())
                .isZero();
        return Json.parse(out.toString().getBytes(StandardCharsets.UTF_8))
                .get("bags")
                .get(0);
    }

    @Test
    void bagKeepsEveryNumberOutToTridentAndInAgain() throws IOException {
        String slide = SharedData.cmuSlide().toString();
        Path bags = folder.resolve("bags");
        assertThat(acinus("features", slide, "--device", "cpu", "--out", bags.toString()))
                .as(err.toString())
                .isZero();
        Path bag = only(bags, ".arrow");
        JsonNode shown = shown(bag);
        assertThat(shown.get("pack_name").asText()).isEqualTo("lite0");
        assertThat(shown.get("tiles").asInt()).isGreaterThan(30);

        String trident = folder.resolve("trident").toString();
        assertThat(acinus("bags", "export", bag.toString(), "--format", "trident", "--out", trident))
                .as(err.toString())
                .isZero();
        Path exported = only(folder.resolve("trident"), ".h5");
        assertThat(out.toString().strip()).isEqualTo(exported.toString());
        // As TRIDENT would name it.
        Path named = Files.move(exported, exported.resolveSibling("CMU-1-Small-Region.h5"));
        String again = folder.resolve("again").toString();
        String slides = SharedData.cmuSlide().resolveSibling(".").normalize().toString();
        assertThat(acinus("bags", "import", named.toString(), "--encoder", "lite0", "--slides", slides, "--out", again))
                .as(err.toString())
                .isZero();

        assertThat(out.toString()).contains("CMU-1-Small-Region.h5: TRIDENT", "1280 features, slide found");
        FeatureBag before = FeatureBagReader.read(bag);
        FeatureBag after = FeatureBagReader.read(only(folder.resolve("again"), ".arrow"));
        assertThat(after.features().toArray()).isEqualTo(before.features().toArray());
        assertThat(after.tiles()).isEqualTo(before.tiles());
        assertThat(after.header().slideSha256()).isEqualTo(SlideHash.of(SharedData.cmuSlide()));
    }

    @Test
    void realFileOfAnotherProgramIsImportedWithoutItsSlide() throws IOException {
        Path file = SharedData.require("data/mil-features-mopadi/TCGA-AD-6964-01Z-00-DX1/features.h5");
        String bags = folder.resolve("bags").toString();
        String[] command = {"bags", "import", file.toString(), "--encoder", "ctranspath", "--out", bags};
        assertThat(acinus(command)).isEqualTo(ExitCode.INPUT.code());
        assertThat(err.toString())
                .contains("does not state the slide's spacing")
                .hasLineCount(1);

        assertThat(acinus(Stream.concat(Stream.of(command), Stream.of("--level0-spacing", "0.5"))
                        .toArray(String[]::new)))
                .isZero();

        assertThat(out.toString()).contains("features.h5: STAMP, 777 tiles of 512 features, slide unknown");
        JsonNode shown = shown(only(folder.resolve("bags"), ".arrow"));
        assertThat(shown.get("pack_name").asText()).isEqualTo("ctranspath");
        assertThat(shown.get("tissue").asText()).isEqualTo("imported/stamp");
    }

    @Test
    void badFileAmongGoodOnesIsNamedAndCostsItselfAlone() throws IOException {
        Path good = SharedData.require("data/mil-features-mopadi/TCGA-AD-6964-01Z-00-DX1/features.h5");
        Path files = Files.createDirectory(folder.resolve("files"));
        Files.copy(good, files.resolve("good.h5"));
        Files.writeString(files.resolve("bad.h5"), "no HDF5 at all");

        assertThat(acinus(
                        "bags",
                        "import",
                        files.toString(),
                        "--encoder=x",
                        "--level0-spacing=0.5",
                        "--out=" + folder.resolve("bags")))
                .isEqualTo(ExitCode.SOME_FAILED.code());

        assertThat(err.toString()).contains("bad.h5 is not an HDF5 file").hasLineCount(1);
        assertThat(only(folder.resolve("bags"), ".arrow")).exists();
    }

    @Test
    void wrongUsageIsToldApartFromWrongFiles() {
        assertThat(acinus("bags", "export", "x.arrow", "--format", "csv", "--out", "x"))
                .isEqualTo(ExitCode.USAGE.code());
        assertThat(acinus("bags", "show", folder.resolve("none.arrow").toString()))
                .isEqualTo(ExitCode.INPUT.code());
    }
}
