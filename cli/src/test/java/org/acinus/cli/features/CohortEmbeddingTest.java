package org.acinus.cli.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.acinus.cli.Main;
import org.acinus.cli.isolation.HeldCommand;
import org.acinus.mil.features.BagIndex;
import org.acinus.pipeline.FaultPoint;
import org.acinus.wsi.SharedData;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `features` over a folder: real slides that differ in a byte behind the last picture, and one that is no slide.
class CohortEmbeddingTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path slides;
    private Path bags;

    @BeforeEach
    void makeCohort() throws IOException {
        slides = Files.createDirectories(folder.resolve("slides"));
        bags = folder.resolve("bags");
        for (String name : List.of("a.svs", "b.svs", "d.svs")) {
            Files.copy(SharedData.cmuSlide(), slides.resolve(name));
            Files.writeString(slides.resolve(name), name, StandardOpenOption.APPEND);
        }
        Files.writeString(slides.resolve("c.svs"), "no slide at all");
        Files.writeString(Files.createDirectory(slides.resolve("sub")).resolve("d.svs"), "no slide either");
    }

    private List<String> command(Path... what) {
        return Stream.concat(
                        Stream.of("features", "--device=cpu", "--batch=4", "--out=" + bags),
                        Stream.of(what).map(Path::toString))
                .toList();
    }

    private int features(Path... what) {
        return Main.execute(
                new PrintWriter(out), new PrintWriter(err), command(what).toArray(String[]::new));
    }

    private HeldCommand held() throws IOException {
        return HeldCommand.start(folder.resolve("faults"), FaultPoint.TILING, command(slides));
    }

    private List<String> drafts() throws IOException {
        try (Stream<Path> files = Files.walk(bags)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith(".part"))
                    .toList();
        }
    }

    @Test
    void aSlideThatKillsTheProcessIsOneFailedSlideAndTheOthersHaveTheirBagsAndOneLineEach() throws Exception {
        assertThat(features(slides.resolve("a.svs"))).as(err.toString()).isZero();
        try (HeldCommand command = held()) {
            // The bag of a.svs is there, so b.svs is the first to be embedded.
            command.holder().destroyForcibly();
            command.release();
            assertThat(command.join()).as(command.err()).isEqualTo(1);

            assertThat(command.err().lines())
                    .hasSize(5)
                    .anyMatch(line -> line.startsWith("lite0 "))
                    .anyMatch(line -> line.equals("acinus: " + slides.resolve("b.svs")
                            + ": the process that had it in hand was killed by signal 9; another goes on without it"))
                    .anyMatch(line -> line.startsWith("acinus: several slides are called d.svs"))
                    .anyMatch(line -> line.startsWith("acinus: c.svs is no slide"))
                    .anyMatch(line -> line.startsWith("acinus: sub/d.svs: d.svs is no slide"));
            assertThat(command.out().lines().map(line -> line.replaceAll(":.*", "")))
                    .containsExactly("a.svs", "d.svs");
        }
        assertThat(BagIndex.read(bags)).containsOnlyKeys("a.svs", "d.svs");
        assertThat(drafts()).isEmpty();

        Files.delete(slides.resolve("c.svs"));
        Files.delete(slides.resolve("sub/d.svs"));
        assertThat(features(slides)).as(err.toString()).isZero();
        assertThat(BagIndex.read(bags)).containsOnlyKeys("a.svs", "b.svs", "d.svs");
    }

    @Test
    void aFileInThePlaceOfTheFolderIsNamedBeforeAnyPackIsLoaded() throws IOException {
        Files.createFile(bags);
        assertThat(features(slides)).isEqualTo(3);
        assertThat(err.toString().lines().filter(line -> !line.startsWith("SLF4J")))
                .containsExactly("acinus: " + bags + " is in the way: something else of that name is there already");
    }

    @Test
    void aCommandThatIsStoppedTakesItsProcessWithItAndSaysSoOnce() throws Exception {
        try (HeldCommand command = held()) {
            ProcessHandle child = command.holder();
            command.stop();
            command.release();
            assertThat(command.join()).isEqualTo(143);
            assertThat(child.onExit().get(1, TimeUnit.MINUTES).isAlive()).isFalse();
            assertThat(command.err().lines().filter(line -> line.startsWith("acinus: stopped")))
                    .containsExactly("acinus: stopped; bags that are done stay, the same command resumes");
        }
        assertThat(drafts()).isEmpty();
    }
}
