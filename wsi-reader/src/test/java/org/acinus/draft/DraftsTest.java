package org.acinus.draft;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DraftsTest {
    @TempDir
    private Path folder;

    private Path draft(String owner) throws Exception {
        return Files.createFile(folder.resolve("." + owner + "-7d9f.part"));
    }

    /// The number of a process that was, and is no more.
    private static long dead() throws Exception {
        Process process = new ProcessBuilder("true").start();
        process.waitFor();
        return process.pid();
    }

    @Test
    void onlyDraftsOfWhoLivesNoMoreAreAbandoned() throws Exception {
        Path mine = Files.createFile(Drafts.beside(folder.resolve("a.json")));
        Path orphan = draft(dead() + "@" + ProcessPlace.mark());
        Path elsewhere = draft(dead() + "@00000000");
        Path nameless = Files.createFile(folder.resolve(".7d9f.part"));
        Path result = Files.createFile(folder.resolve("a.json"));
        Path deep = Files.createDirectories(folder.resolve("slide/" + orphan.getFileName()));
        Files.createFile(deep.resolve("half.csv"));

        assertThat(Drafts.removeAbandoned(folder, 3)).isEqualTo(2);

        assertThat(orphan).doesNotExist();
        assertThat(deep).doesNotExist();
        assertThat(mine).exists();
        assertThat(elsewhere).exists();
        assertThat(nameless).exists();
        assertThat(result).exists();

        assertThat(Drafts.removeAll(folder, 3)).isEqualTo(3);
        try (var left = Files.list(folder)) {
            assertThat(left).containsExactlyInAnyOrder(result, folder.resolve("slide"));
        }
    }

    @Test
    void aFolderThatIsNotThereHasNone() throws Exception {
        assertThat(Drafts.removeAbandoned(folder.resolve("nowhere"), 1)).isZero();
    }
}
