package org.acinus.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.acinus.cli.Main;

/// A drawn slide that keeps a worker busy for seconds, long enough to be stopped in the middle: 9000 x 9000 pixels.
/// Drawn once a JVM, since drawing takes as long as what is tested with it.
final class LargeSlide {
    private static final String SIDE = "9000";
    private static byte[] drawn = {};

    private LargeSlide() {}

    /// Writes it, also making the folder.
    static synchronized void writeTo(Path file) throws IOException {
        Files.createDirectories(file.resolveSibling("."));
        if (drawn.length > 0) {
            Files.write(file, drawn);
            return;
        }
        StringWriter said = new StringWriter();
        PrintWriter out = new PrintWriter(said);
        int status = Main.execute(
                out, out, "synth", "slide", "--width", SIDE, "--height", SIDE, "--seed", "5", "--out", file.toString());
        assertThat(status).as(said.toString()).isZero();
        drawn = Files.readAllBytes(file);
    }
}
