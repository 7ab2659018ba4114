package org.acinus.cli.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.acinus.cli.Main;
import org.acinus.draft.ProcessPlace;
import org.acinus.wsi.SharedData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `features` with Lite0 on a real slide of 40 tissue tiles or so.
class FeaturesCommandTest {
    private static final String TERMINAL = "acinus.terminal";

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Optional<String> before = Optional.ofNullable(System.getProperty(TERMINAL));

    @AfterEach
    void leaveTheTerminal() {
        before.ifPresentOrElse(value -> System.setProperty(TERMINAL, value), () -> System.clearProperty(TERMINAL));
    }

    private int features() {
        return Main.execute(
                new PrintWriter(out),
                new PrintWriter(err),
                "features",
                SharedData.cmuSlide().toString(),
                "--device=cpu",
                "--batch=4",
                "--out=" + folder);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    @Test
    void terminalShowsABarThatIsGoneBeforeTheSlidesLine() {
        System.setProperty(TERMINAL, "true");
        assertThat(features()).as(err.toString()).isZero();

        assertThat(out.toString()).containsPattern("CMU-1-Small-Region.svs: (\\d+) tiles, 0 unreadable");
        String tiles = out.toString().replaceAll("(?s).*svs: (\\d+) tiles.*", "$1");
        assertThat(err.toString())
                .contains("] " + tiles + "/" + tiles + " tiles")
                .contains("  CMU-1-Small-Region.svs")
                .endsWith("\r\u001b[2K");
    }

    @Test
    void logGetsNoBarAndTheSecondTimeTheBagIsKept() throws IOException {
        System.clearProperty(TERMINAL);
        assertThat(features()).as(err.toString()).isZero();

        assertThat(err.toString()).doesNotContain("\u001b", "[#").hasLineCount(1);
        assertThat(err.toString()).startsWith("lite0 1.0.0 by OnnxRuntime");
        List<Path> made = files();
        assertThat(made).hasSize(2);

        assertThat(features()).as(err.toString()).isZero();
        assertThat(files()).containsExactlyInAnyOrderElementsOf(made);
        assertThat(out.toString().lines()).hasSize(2);
    }

    @Test
    void whatAKilledProcessLeftHalfWrittenIsRemoved() throws Exception {
        Process killed = new ProcessBuilder("sleep", "60").start();
        killed.destroyForcibly().waitFor();
        String owner = killed.pid() + "@" + ProcessPlace.mark();
        Path draft = Files.createFile(folder.resolve("." + owner + "-1f2e.part"));
        Path deeper =
                Files.createDirectories(folder.resolve("lite0-1.0.0")).resolve(String.valueOf(draft.getFileName()));
        Files.createFile(deeper);

        assertThat(features()).as(err.toString()).isZero();

        assertThat(draft).doesNotExist();
        assertThat(deeper).doesNotExist();
    }
}
