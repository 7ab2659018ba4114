package org.acinus.cli.slide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.acinus.cli.Main;
import org.acinus.cli.isolation.HeldCommand;
import org.acinus.draft.ProcessPlace;
import org.acinus.pipeline.FaultPoint;
import org.acinus.wsi.SharedData;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `tile` over a folder: real slides, one of them twice by name, one that is no slide, one that is left out.
class CohortTilingTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path slides;
    private Path results;

    @BeforeEach
    void makeCohort() throws IOException {
        slides = Files.createDirectories(folder.resolve("slides"));
        results = folder.resolve("results");
        for (String name : List.of("a.svs", "other/a.svs", "left-out.svs")) {
            Files.createDirectories(slides.resolve(name).resolveSibling("."));
            Files.copy(SharedData.cmuSlide(), slides.resolve(name));
        }
        Files.writeString(slides.resolve("bad <b>.svs"), "no slide at all");
    }

    private List<String> command() {
        return List.of("tile", slides.toString(), "--spacing", "1.0", "--size", "128", "--out", results.toString());
    }

    private int tile(String... more) {
        return Main.execute(
                new PrintWriter(out),
                new PrintWriter(err),
                Stream.concat(command().stream(), Stream.of(more)).toArray(String[]::new));
    }

    private Path stated(String rows) throws IOException {
        return Files.writeString(folder.resolve("slides.csv"), "file,spacing,exclude\n" + rows);
    }

    private List<String> table() throws IOException {
        return Files.readAllLines(results.resolve("cohort.csv"));
    }

    @Test
    void oneBadSlideCostsOneSlideAndThePageShowsAll() throws IOException {
        Path csv = stated("left-out.svs,,yes\n");
        assertThat(tile("--slides-csv", csv.toString())).as(err.toString()).isEqualTo(1);
        assertThat(table()).hasSize(5);
        assertThat(table().get(1)).startsWith("a.svs,a.svs~").contains(",TILED,");
        assertThat(table().get(2)).startsWith("bad <b>.svs,,FAILED,").contains("UNSUPPORTED");
        assertThat(table().get(3)).startsWith("left-out.svs,,EXCLUDED,");
        assertThat(table().get(4)).startsWith("other/a.svs,a.svs~");
        assertThat(err.toString()).contains("[4/4] other/a.svs: TILED");

        String page = Files.readString(results.resolve("cohort.html"));
        assertThat(page)
                .contains("Tissue of 4 slides", "2 TILED, 1 FAILED, 1 EXCLUDED", "bad &lt;b&gt;.svs")
                .contains("Research use only")
                .doesNotContain("<b>.svs", "http://", "https://");
        // Two slides with two pictures each.
        assertThat(page.split("data:image/jpeg;base64,", -1)).hasSize(5);
        assertThat(results.resolve("bad <b>.svs")).doesNotExist();
    }

    @Test
    void theSameCommandResumesAndAnotherStatementOfSpacingDoesNot() throws IOException {
        Files.delete(slides.resolve("bad <b>.svs"));
        assertThat(tile()).as(err.toString()).isZero();
        Path summary = results.resolve("left-out.svs/summary.json");
        FileTime made = FileTime.fromMillis(1_000_000_000_000L);
        Files.setLastModifiedTime(summary, made);
        List<String> before = table();

        assertThat(tile()).isZero();
        assertThat(Files.getLastModifiedTime(summary)).isEqualTo(made);
        assertThat(table()).isEqualTo(before);

        assertThat(tile("--slides-csv", stated("left-out.svs,0.25,\n").toString()))
                .isZero();
        assertThat(Files.getLastModifiedTime(summary)).isNotEqualTo(made);
        assertThat(table().get(2))
                .startsWith("left-out.svs,left-out.svs,TILED,")
                .contains("other spacing than most", ",0.2500,");
        assertThat(table().get(1)).contains(",0.4990,");
    }

    @Test
    void aSlideThatFailsWithOtherSettingsIsTiledAnewWithTheFirstOnes() throws IOException {
        Files.delete(slides.resolve("bad <b>.svs"));
        assertThat(tile()).isZero();
        Path summary = results.resolve("left-out.svs/summary.json");
        assertThat(summary).exists();
        // The last --spacing counts beside the first: one of them is finer than the scan.
        assertThat(tile("--spacing", "0.1")).isEqualTo(1);
        assertThat(summary).doesNotExist();
        assertThat(tile()).isZero();
        assertThat(summary).exists();
    }

    @Test
    void aSlideThatKillsTheProcessCostsOneSlideAndIsNotTriedAgain() throws Exception {
        Files.delete(slides.resolve("bad <b>.svs"));
        try (HeldCommand command = held()) {
            // As a decoder does; of kill -9, see CohortEmbeddingTest.
            String reader = String.valueOf(command.holder().pid());
            assertThat(new ProcessBuilder("kill", "-SEGV", reader).start().waitFor())
                    .isZero();
            ProcessHandle.of(Long.parseLong(reader))
                    .ifPresent(crashing -> crashing.onExit().join());
            command.release();
            assertThat(command.join()).as(command.err()).isEqualTo(1);
            assertThat(command.err())
                    .contains("a.svs: the process that had it in hand crashed; another goes on without it");
        }
        assertThat(table().get(1)).startsWith("a.svs,,FAILED,").contains("READER_CRASH");
        assertThat(table().subList(2, 4)).allMatch(row -> row.contains(",TILED,"));

        List<String> before = table();
        assertThat(tile()).isEqualTo(1);
        assertThat(table()).isEqualTo(before);

        try (Stream<Path> files = Files.walk(results)) {
            Files.delete(
                    files.filter(file -> file.endsWith("crashed.txt")).findAny().orElseThrow());
        }
        assertThat(tile()).as(err.toString()).isZero();
    }

    @Test
    void aCommandThatIsStoppedTakesItsProcessWithItAndHoldsNothingAgainstTheSlide() throws Exception {
        Files.delete(slides.resolve("bad <b>.svs"));
        try (HeldCommand command = held()) {
            ProcessHandle child = command.holder();
            command.stop();
            assertThat(child.onExit().get(1, TimeUnit.MINUTES).isAlive()).isFalse();
        }
        assertThat(tile()).as(err.toString()).isZero();
        assertThat(table())
                .hasSize(4)
                .filteredOn(row -> row.contains(",TILED,"))
                .hasSize(3);
    }

    @Test
    void aSlideThatTakesItsTimeToStopDoesNotCostThePageOfTheOthers() throws Exception {
        Path first = Files.move(slides.resolve("left-out.svs"), slides.resolve("0.svs"));
        Path rest = Files.move(slides, folder.resolve("rest"));
        Files.createDirectory(slides);
        Files.move(rest.resolve("0.svs"), first);
        assertThat(tile()).as(err.toString()).isZero();
        Files.delete(results.resolve("cohort.html"));
        Files.move(rest.resolve("a.svs"), slides.resolve("a.svs"));
        try (HeldCommand command = held()) {
            // 0.svs is tiled already, so a.svs is in hand.
            command.holder();
            command.stop();
            Thread.sleep(Duration.ofSeconds(5));
            command.release();
            assertThat(command.join()).as(command.err()).isEqualTo(143);
        }
        assertThat(results.resolve("cohort.html")).content().contains("Tissue of 1 slides", "0.svs");
    }

    @Test
    void whatAKilledProcessLeftHalfWrittenIsRemoved() throws Exception {
        Process killed = new ProcessBuilder("sleep", "60").start();
        killed.destroyForcibly().waitFor();
        String draft = "." + killed.pid() + "@" + ProcessPlace.mark() + "-1f2e.part";
        List<Path> drafts = List.of(
                results.resolve(draft),
                results.resolve("left-out.svs").resolve(draft),
                results.resolve("left-out.svs/tiles").resolve(draft));
        for (Path file : drafts) {
            Files.createDirectories(file.resolveSibling("."));
            Files.createFile(file);
        }
        tile();
        assertThat(drafts).noneMatch(Files::exists);
    }

    private HeldCommand held() throws IOException {
        return HeldCommand.start(folder.resolve("faults"), FaultPoint.IN_HAND, command());
    }

    @Test
    void aFileByItselfIsTiledIntoTheFolderWithWhatIsStatedOfIt() throws IOException {
        String[] command = {
            "tile",
            slides.resolve("a.svs").toString(),
            "--spacing",
            "1.0",
            "--out",
            results.toString(),
            "--slides-csv",
            stated("a.svs,0.25,\n").toString()
        };
        assertThat(Main.execute(new PrintWriter(out), new PrintWriter(err), command))
                .as(err.toString())
                .isZero();
        assertThat(Files.readString(results.resolve("tiling.json"))).contains("\"columns\" : 3");
        assertThat(results.resolve("cohort.html")).doesNotExist();
    }
}
