package org.acinus.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.acinus.wsi.SharedData;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Real processes that are ended while a network computes: they die of the signal and of nothing else, and what they
/// leave in the folder for temporary files goes with the next start.
class EndedWhileComputingIT {
    private static final Duration LONG = Duration.ofMinutes(2);
    private static final int SIGTERM_STATUS = 143;
    private static final int SIGKILL_STATUS = 137;

    @TempDir
    private Path folder;

    private Launcher acinus;
    private Path slide;
    private Path temporary;

    @BeforeEach
    void drawASlide() throws Exception {
        temporary = Files.createDirectory(folder.resolve("tmp"));
        acinus = new Launcher(folder).with("TMPDIR", temporary.toString());
        slide = folder.resolve("a.svs");
        LargeSlide.writeTo(slide);
    }

    private Launcher.Running embedUntilItHasBegun(Path bags) throws IOException {
        Launcher.Running features = acinus.start("features", slide.toString(), "--out", bags.toString());
        await().atMost(LONG)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> isOneBegun(bags) || !features.process().isAlive());
        return features;
    }

    private static boolean isOneBegun(Path bags) throws IOException {
        return Files.exists(bags) && !names(bags).isEmpty();
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName())).toList();
        }
    }

    /// The folders for temporary files of all processes.
    private List<Path> temporaryFolders() throws IOException {
        try (Stream<Path> folders = Files.walk(temporary, 2)) {
            return folders.filter(one -> String.valueOf(one.getFileName()).contains("@"))
                    .toList();
        }
    }

    private static void requireNoCrash(Process process) {
        assertThat(Path.of(System.getProperty("acinus.cache"), "log", "crash-" + process.pid() + ".log"))
                .doesNotExist();
    }

    @Test
    void whatAKilledProcessLeftGoesWithTheNextStart() throws Exception {
        assertThat(temporaryFolders()).as("a command that ended by itself").isEmpty();
        Path bags = folder.resolve("bags");
        Launcher.Running features = embedUntilItHasBegun(bags);

        features.process().destroyForcibly();

        assertThat(features.join().exitCode()).isEqualTo(SIGKILL_STATUS);
        assertThat(temporaryFolders()).hasSize(1);
        assertThat(names(temporaryFolders().getFirst())).anyMatch(name -> name.startsWith("onnxruntime-java"));
        assertThat(names(bags)).hasSize(1).allMatch(name -> name.endsWith(".part"));

        Launcher.Ended next = acinus.run("features", slide.toString(), "--out", bags.toString());
        assertThat(next.exitCode()).as(next.err()).isZero();
        assertThat(temporaryFolders()).isEmpty();
        assertThat(names(bags)).hasSize(2).noneMatch(name -> name.endsWith(".part"));
    }

    @Test
    void sigtermEndsFeaturesInOrder() throws Exception {
        Path bags = folder.resolve("bags");
        Launcher.Running features = embedUntilItHasBegun(bags);

        features.process().destroy();

        Launcher.Ended ended = features.join();
        assertThat(ended.exitCode()).as(ended.err()).isEqualTo(SIGTERM_STATUS);
        assertThat(ended.err()).endsWith("acinus: stopped; bags that are done stay, the same command resumes\n");
        requireNoCrash(features.process());
        assertThat(names(bags)).isEmpty();
        assertThat(temporaryFolders()).isEmpty();
    }

    /// It listens to no signal itself, and asks a network 160 times.
    @Test
    void sigtermEndsABenchAtOnceAndWithoutACrash() throws Exception {
        for (int milliseconds : new int[] {0, 700}) {
            Launcher.Running bench =
                    acinus.start("bench", "extract", slide.toString(), "--most-tiles", "64", "--rounds", "20");
            await().atMost(LONG)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> hasEngine(bench.process()) || !bench.process().isAlive());
            Thread.sleep(milliseconds);

            bench.process().destroy();

            Launcher.Ended ended = bench.join();
            assertThat(ended.exitCode()).as(ended.err()).isEqualTo(SIGTERM_STATUS);
            requireNoCrash(bench.process());
        }
    }

    /// The launcher becomes the virtual machine, so both have one number.
    private boolean hasEngine(Process process) throws IOException {
        for (Path one : temporaryFolders()) {
            if (String.valueOf(one.getFileName()).startsWith(process.pid() + "@")
                    && names(one).stream().anyMatch(name -> name.startsWith("onnxruntime-java"))) {
                return true;
            }
        }
        return false;
    }

    @Test
    void sigtermEndsTheLearnedTissueDetectorWithoutACrash() throws Exception {
        Path network = SharedData.require("models/tissue-unet/best_unet.onnx");
        String packs = folder.resolve("packs").toString();
        Launcher.Ended made = acinus.run("packs", "import-tissue", network.toString(), "--packs", packs);
        assertThat(made.exitCode()).as(made.err()).isZero();
        Launcher.Running tile = acinus.start(
                "tile",
                slide.toString(),
                "--tissue",
                "learned",
                "--packs",
                packs,
                "--out",
                folder.resolve("tiles").toString());
        await().atMost(LONG)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> hasEngine(tile.process()) || !tile.process().isAlive());

        tile.process().destroy();

        Launcher.Ended ended = tile.join();
        assertThat(ended.exitCode()).as(ended.err()).isEqualTo(SIGTERM_STATUS);
        requireNoCrash(tile.process());
    }
}
