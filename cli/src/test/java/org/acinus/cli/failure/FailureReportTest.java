package org.acinus.cli.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.acinus.cli.Main;
import org.acinus.cli.terminal.ExitCode;
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

    @Test
    void fullDiskSaysWhatWasBeingWritten() {
        IOException full = new IOException("No space left on device");

        FailureReport report = FailureReport.of(new UncheckedIOException("No pack can be installed in /store", full));

        assertThat(report.line()).isEqualTo("No pack can be installed in /store: No space left on device");
        assertThat(report.exitCode()).isEqualTo(ExitCode.MACHINE);
    }

    @Test
    void whatNamesItsFileOrHasNoWordsIsNotSaidTwice() {
        FileSystemException readOnly = new FileSystemException("/store/x", null, "Read-only file system");

        assertThat(FailureReport.of(new UncheckedIOException("Cannot write /store/x", readOnly))
                        .line())
                .isEqualTo("/store/x: Read-only file system");
        assertThat(FailureReport.of(new UncheckedIOException(new IOException("broken pipe")))
                        .line())
                .isEqualTo("broken pipe");
    }

    @Test
    void whatWasBeingDoneIsSaidOnce() {
        FailureReport full = FailureReport.of(
                new UncheckedIOException("Cannot write the bag x.arrow", new IOException("No space left on device")));

        assertThat(full.within("Cannot write the bag x.arrow")).isEqualTo(full);
        assertThat(full.within("slides/a.svs"))
                .isEqualTo(new FailureReport(ExitCode.MACHINE, "slides/a.svs: " + full.line()));
    }
}
