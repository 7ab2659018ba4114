package org.acinus.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultFoldersTest {
    private static final String FIRST = "a".repeat(64);
    private static final String SECOND = "b".repeat(64);

    @TempDir
    Path workspace;

    private ResultFolders folders;

    @BeforeEach
    void makeFolders() {
        folders = new ResultFolders(workspace.resolve("results"));
    }

    @Test
    void aFolderHasTheNameOfTheSlidesFile() throws IOException {
        assertThat(claim("/slides", "site/x.svs", FIRST)).isEqualTo("x.svs");
        assertThat(claim("/slides", "site/x.svs", FIRST)).isEqualTo("x.svs");
    }

    @Test
    void anotherSlideOfTheSameNameGetsItsHash() throws IOException {
        claim("/slides", "a/x.svs", FIRST);

        assertThat(claim("/slides", "b/x.svs", SECOND)).isEqualTo("x.svs~bbbbbbbb");
        assertThat(claim("/other", "a/x.svs", "c".repeat(64))).isEqualTo("x.svs~cccccccc");
        assertThat(claim("/slides", "a/x.svs", FIRST)).isEqualTo("x.svs");
        assertThat(claim("/slides", "b/x.svs", SECOND)).isEqualTo("x.svs~bbbbbbbb");
    }

    @Test
    void aNewScanUnderTheOldNameReplacesTheOldResult() throws IOException {
        claim("/slides", "a/x.svs", FIRST);
        claim("/slides", "b/x.svs", SECOND);

        assertThat(claim("/slides", "a/x.svs", "d".repeat(64))).isEqualTo("x.svs");
        assertThat(claim("/slides", "b/x.svs", "e".repeat(64))).isEqualTo("x.svs~bbbbbbbb");
        // The old bytes turn up elsewhere: by now the folder is another slide's.
        assertThat(claim("/archive", "x.svs", FIRST)).isEqualTo("x.svs~aaaaaaaa");
    }

    @Test
    void aSlideThatMovedKeepsItsFolder() throws IOException {
        claim("/mnt/old", "x.svs", FIRST);

        assertThat(claim("/mnt/new", "2026/x.svs", FIRST)).isEqualTo("x.svs");
    }

    @Test
    void longNamesAreCutAtAWholeCharacterAndKeepTheirFolder() throws IOException {
        String name = "ü".repeat(120) + ".svs";

        String folder = claim("/slides", name, FIRST);

        assertThat(folder).isEqualTo("ü".repeat(95) + "~aaaaaaaa");
        assertThat(folder.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(200);
        assertThat(claim("/slides", name, FIRST)).isEqualTo(folder);
        assertThat(claim("/slides", "n".repeat(196) + ".svs", FIRST))
                .hasSize(200)
                .doesNotContain("~");
    }

    @Test
    void aFolderThatSomebodyElseMadeIsLeftAlone() throws IOException {
        Files.createDirectories(workspace.resolve("results/x.svs/notes"));
        assertThat(claim("/slides", "x.svs", FIRST)).isEqualTo("x.svs~aaaaaaaa");

        Files.writeString(workspace.resolve("results/y.svs"), "a file");
        Files.createDirectories(workspace.resolve("results/y.svs~aaaaaaaa/notes"));
        assertThatThrownBy(() -> claim("/slides", "y.svs", FIRST))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("move it away");
    }

    @Test
    void workersThatAskAtTheSameTimeNeverShareAFolder() throws Exception {
        int workers = 8;
        CyclicBarrier start = new CyclicBarrier(workers);
        List<Callable<String>> claims = new ArrayList<>();
        for (int worker = 0; worker < workers; worker++) {
            String sha256 = Integer.toHexString(worker).repeat(64);
            String file = worker + "/x.svs";
            claims.add(() -> {
                start.await();
                return claim("/slides", file, sha256);
            });
        }

        Set<String> names = new HashSet<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(workers)) {
            for (Future<String> name : pool.invokeAll(claims)) {
                names.add(name.get());
            }
        }

        assertThat(names).hasSize(workers).contains("x.svs");
        try (Stream<Path> left = Files.list(workspace.resolve("results"))) {
            assertThat(left).hasSize(workers);
        }
    }

    @Test
    void aFolderIsFoundAgainWithoutMakingOne() throws IOException {
        assertThat(folders.find(ResultOwner.of("/slides", "a/x.svs", FIRST))).isEmpty();
        claim("/slides", "a/x.svs", FIRST);
        claim("/slides", "b/x.svs", SECOND);

        assertThat(folders.find(ResultOwner.of("/slides", "a/x.svs", FIRST)))
                .contains(workspace.resolve("results/x.svs"));
        assertThat(folders.find(ResultOwner.of("/slides", "b/x.svs", SECOND)))
                .contains(workspace.resolve("results/x.svs~bbbbbbbb"));
        assertThat(folders.find(ResultOwner.of("/slides", "c/x.svs", "c".repeat(64))))
                .isEmpty();
    }

    private String claim(String root, String file, String sha256) throws IOException {
        Path folder = folders.claim(ResultOwner.of(root, file, sha256));
        assertThat(folder).isDirectory();
        return folder.getFileName().toString();
    }
}
