package org.acinus.cli.slide;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.acinus.cli.Main;
import org.acinus.cli.terminal.CacheFolder;
import org.acinus.cli.terminal.ExitCode;
import org.acinus.mil.pack.ModelPack;
import org.acinus.wsi.SharedData;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `--tissue learned` from the network's file to a slide's tiles, as a person uses it.
class LearnedTissueTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path packs = Path.of("unset");

    private int acinus(String... command) {
        return Main.execute(
                new PrintWriter(out),
                new PrintWriter(err),
                Stream.concat(Stream.of(command), Stream.of("--packs", packs.toString()))
                        .toArray(String[]::new));
    }

    private int tile(String tissue, String into) {
        String slide = SharedData.cmuSlide().toString();
        String to = folder.resolve(into).toString();
        return acinus("tile", slide, "--size", "224", "--tissue", tissue, "--out", to);
    }

    @BeforeEach
    void importTheNetwork() {
        packs = folder.resolve("packs");
        Path network = SharedData.require("models/tissue-unet/best_unet.onnx");
        assertThat(acinus("packs", "import-tissue", network.toString()))
                .as(err.toString())
                .isZero();
    }

    /// Column and row of each tile that goes on to a model.
    private Set<String> included(String from) throws IOException {
        return Files.readAllLines(folder.resolve(from).resolve("tiles.csv")).stream()
                .map(line -> line.split(",", -1))
                .filter(fields -> fields[7].equals("true"))
                .map(fields -> fields[0] + "," + fields[1])
                .collect(Collectors.toSet());
    }

    @Test
    void tilesOfTheLearnedMaskAreAboutThoseOfTheClassicalOne() throws IOException {
        assertThat(tile("learned", "learned")).as(err.toString()).isZero();
        assertThat(tile("learned:tissue-unet", "named")).as(err.toString()).isZero();
        assertThat(tile("classical", "classical")).as(err.toString()).isZero();

        assertThat(Files.readString(folder.resolve("named/tiles.csv")))
                .isEqualTo(Files.readString(folder.resolve("learned/tiles.csv")));
        // A slide that the network has never seen; the two share nothing but the closer look at the middle level.
        Set<String> learned = included("learned");
        Set<String> classical = included("classical");
        Set<String> both = new HashSet<>(learned);
        both.retainAll(classical);
        assertThat(both.size()).isGreaterThan(40);
        assertThat((double) both.size() / (learned.size() + classical.size() - both.size()))
                .as(
                        "%d tiles by the network, %d classically, %d by both",
                        learned.size(), classical.size(), both.size())
                .isBetween(0.85, 1.0);
        assertThat(folder.resolve("learned/overview.png")).isNotEmptyFile();
    }

    @Test
    void whatThePackHasProvenIsRemembered() throws IOException {
        assertThat(tile("learned", "tiles")).as(err.toString()).isZero();
        String sha256 = ModelPack.open(packs.resolve("tissue-unet-1.0.0")).id().sha256();
        try (Stream<Path> marks = Files.list(CacheFolder.path().resolve("golden"))) {
            assertThat(marks.map(mark -> String.valueOf(mark.getFileName())))
                    .anyMatch(mark -> mark.startsWith(sha256.substring(0, 32)));
        }
    }

    @Test
    void packThatAnswersOtherwiseIsRefusedBeforeAnySlide() throws IOException {
        Path manifest = packs.resolve("tissue-unet-1.0.0/pack.json");
        ObjectNode json = (ObjectNode) new JsonMapper().readTree(manifest.toFile());
        ((ArrayNode) json.at("/golden/cases/1/values")).set(2, 0.99);
        Files.writeString(manifest, json.toString());

        assertThat(tile("learned", "tiles")).isEqualTo(ExitCode.MACHINE.code());

        assertThat(err.toString())
                .contains("does not compute what its maker saw")
                .hasLineCount(1);
        assertThat(folder.resolve("tiles")).doesNotExist();
    }
}
