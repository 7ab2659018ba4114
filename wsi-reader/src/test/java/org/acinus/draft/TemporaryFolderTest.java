package org.acinus.draft;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TemporaryFolderTest {
    @TempDir
    private Path all;

    private Path folder(String name) throws Exception {
        Path folder = Files.createDirectory(all.resolve(name));
        Files.createFile(
                Files.createDirectory(folder.resolve("onnxruntime-java1")).resolve("libonnxruntime.so"));
        return folder;
    }

    @Test
    void onlyFoldersOfProcessesThatLiveNoMoreAreRemoved() throws Exception {
        Process alive = new ProcessBuilder("sleep", "60").start();
        Process killed = new ProcessBuilder("sleep", "60").start();
        try {
            Path ofTheLiving = folder(TemporaryFolder.nameOf(alive.pid()));
            Path ofTheKilled = folder(TemporaryFolder.nameOf(killed.pid()));
            Path ofElsewhere = folder(killed.pid() + "@4026531836-00000000");
            Path ofSomebodyElse = folder("something");
            Path own = folder(TemporaryFolder.nameOf(ProcessHandle.current().pid()));

            assertThat(TemporaryFolder.tidy(own)).isZero();
            assertThat(ofTheKilled).exists();

            killed.destroyForcibly().waitFor();
            assertThat(TemporaryFolder.tidy(own)).isEqualTo(1);
            assertThat(ofTheKilled).doesNotExist();
            assertThat(all.toFile().list())
                    .containsExactlyInAnyOrder(
                            ofTheLiving.toFile().getName(),
                            ofElsewhere.toFile().getName(),
                            ofSomebodyElse.toFile().getName(),
                            own.toFile().getName());
        } finally {
            alive.destroyForcibly();
            killed.destroyForcibly();
        }
    }

    @Test
    void nothingIsRemovedBesideAFolderThatTheLauncherHasNotMade() throws Exception {
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        Path abandoned = folder(TemporaryFolder.nameOf(dead.pid()));

        assertThat(TemporaryFolder.tidy(folder("tmp"))).isZero();
        assertThat(abandoned).exists();
    }

    @Test
    void linksAreNotFollowed() throws Exception {
        Path outside = folder("outside");
        Path own = folder(TemporaryFolder.nameOf(ProcessHandle.current().pid()));
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        Path abandoned = folder(TemporaryFolder.nameOf(dead.pid()));
        Files.createSymbolicLink(abandoned.resolve("link"), outside);

        assertThat(TemporaryFolder.tidy(own)).isEqualTo(1);

        assertThat(abandoned).doesNotExist();
        assertThat(outside.resolve("onnxruntime-java1/libonnxruntime.so")).exists();
    }
}
