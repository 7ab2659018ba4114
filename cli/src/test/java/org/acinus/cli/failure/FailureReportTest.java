package org.acinus.cli.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.acinus.cli.Main;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FailureReportTest {
    @TempDir
    private Path folder;

    @Test
    void aFilesNameMovesNoCursorAndForgesNoLine() throws IOException {
        Path slide = Files.writeString(folder.resolve("evil\u001b[2J\nacinus: all fine\u202e.svs"), "no slide");
        StringWriter err = new StringWriter();
        int exitCode =
                Main.execute(new PrintWriter(new StringWriter()), new PrintWriter(err), "info", slide.toString());
        assertThat(exitCode).isEqualTo(3);
        assertThat(err.toString())
                .containsOnlyOnce("\n")
                .doesNotContain("\u001b", "\u202e")
                .contains("evil\\u001B[2J");
    }
}
