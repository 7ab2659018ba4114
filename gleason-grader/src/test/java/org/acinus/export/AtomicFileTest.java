package org.acinus.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    @TempDir
    Path folder;

    @Test
    void theFileAppearsWithAllItsBytesAndNothingBesideIt() throws IOException {
        Path file = folder.resolve("a.txt");

        AtomicFile.write(file, out -> {
            out.write("half".getBytes(StandardCharsets.US_ASCII));
            assertThat(file).doesNotExist();
            out.write(" whole".getBytes(StandardCharsets.US_ASCII));
        });

        assertThat(file).hasContent("half whole");
        assertThat(names()).containsExactly("a.txt");
    }

    @Test
    void aFailureHalfwayLeavesTheOldFileAndNoRest() throws IOException {
        Path file = Files.writeString(folder.resolve("a.txt"), "old");

        assertThatThrownBy(() -> AtomicFile.write(file, out -> {
                    out.write(new byte[1_000_000]);
                    throw new IOException("disk full");
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("disk full");

        assertThat(file).hasContent("old");
        assertThat(names()).containsExactly("a.txt");
    }

    @Test
    void aNameAsLongAsTheFileSystemAllowsCanBeWritten() throws IOException {
        Path file = folder.resolve("n".repeat(255));

        AtomicFile.write(file, out -> out.write('x'));

        assertThat(file).hasContent("x");
    }

    @Test
    void othersMayReadTheFileAsTheUsersMaskSays() throws IOException {
        Path plain = Files.writeString(folder.resolve("plain"), "");
        Path atomic = folder.resolve("atomic");

        AtomicFile.write(atomic, out -> out.write('x'));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(atomic)))
                .isEqualTo(PosixFilePermissions.toString(Files.getPosixFilePermissions(plain)));
    }

    private Stream<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList().stream();
        }
    }
}
