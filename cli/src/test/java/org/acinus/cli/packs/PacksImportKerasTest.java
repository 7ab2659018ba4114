package org.acinus.cli.packs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.acinus.cli.Main;
import org.acinus.cli.terminal.ExitCode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PacksImportKerasTest {
    private static final Path MODEL =
            Path.of(System.getProperty("acinus.shared", "."), "models/arvaniti-gleason/MobileNet_Gleason_weights.h5");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path temp;

    @BeforeAll
    static void requireModel() {
        assumeTrue(Files.exists(MODEL), MODEL + " is not here");
    }

    private int run(String... arguments) {
        List<String> all = new ArrayList<>(List.of("packs"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--packs", temp.resolve("packs").toString()));
        return Main.execute(new PrintWriter(out), new PrintWriter(err), all.toArray(String[]::new));
    }

    @Test
    void publishedGleasonModelNeedsNoOptionsAndIsVerified() {
        assertThat(run("import-keras", MODEL.toString())).isZero();
        assertThat(out.toString())
                .contains("Made gleason-mobilenet 1.0.0 (tile-classifier) in ")
                .contains("GPL-3.0-only, commercial use allowed, not to be passed on under other terms");

        assertThat(run("import-keras", MODEL.toString())).as("again: the same").isZero();
        assertThat(run("verify", "gleason-mobilenet")).isZero();
        assertThat(run("show", "gleason-mobilenet")).isZero();
        assertThat(out.toString())
                .contains("golden answers within")
                .contains("224 px tiles at 0.69 µm/px")
                .contains("benign, G3, G4, G5")
                .contains("Arvaniti");
    }

    @Test
    void unknownFileNeedsItsLicenceAndSpacing() throws IOException {
        byte[] changed = Files.readAllBytes(MODEL);
        changed[changed.length - 1] ^= 1;
        Path other = Files.write(temp.resolve("My Net.h5"), changed);

        assertThat(run("import-keras", other.toString())).isEqualTo(ExitCode.USAGE.code());
        assertThat(err.toString()).contains("--licence");
        assertThat(run("import-keras", other.toString(), "--licence", "CC-BY-NC-4.0"))
                .isEqualTo(ExitCode.USAGE.code());
        assertThat(err.toString()).contains("--spacing");
        assertThat(run("import-keras", other.toString(), "--licence", "CC-BY-NC-4.0", "--spacing", "0.5"))
                .isZero();
        assertThat(out.toString()).contains("Made my-net 1.0.0 (encoder) in ").contains("no commercial use");
    }

    @Test
    void knownFileIsNotRelicensed() {
        assertThat(run("import-keras", MODEL.toString(), "--licence", "MIT")).isEqualTo(ExitCode.USAGE.code());
        assertThat(err.toString()).contains("known as gleason-mobilenet");
    }

    @Test
    void truncatedFileLeavesNothingBehind() throws IOException {
        Path cut = Files.write(temp.resolve("cut.h5"), Arrays.copyOf(Files.readAllBytes(MODEL), 1_000_000));

        assertThat(run("import-keras", cut.toString(), "--licence", "MIT", "--spacing", "0.5"))
                .isEqualTo(ExitCode.INPUT.code());
        assertThat(err.toString()).contains("is cut short: it has 1000000 of 3570264 bytes");
        assertThat(err.toString().lines()).hasSize(1);
        try (Stream<Path> left = Files.list(temp)) {
            assertThat(left.toList()).containsExactly(cut);
        }
    }
}
