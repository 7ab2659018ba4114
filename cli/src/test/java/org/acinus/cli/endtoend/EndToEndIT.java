package org.acinus.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.acinus.sql.database.Database;
import org.acinus.wsi.SharedData;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole product through its launcher: real slides, a real database, real processes killed with real signals.
class EndToEndIT {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    private Path folder;

    private Launcher acinus;

    @BeforeEach
    void setUp() {
        acinus = new Launcher(folder).asUsersHaveIt();
    }

    /// What must become of each slide, as `STATE what`; `boxes_1.dcm` belongs to the series of `boxes_0.dcm`,
    /// and CMU's outcome may be any, since a demo model says it.
    private static final Map<String, String> EXPECTED = Map.ofEntries(
            Map.entry("boxes.tiff", "FAILED SPACING_IMPLAUSIBLE"),
            Map.entry("boxes_0.dcm", "DONE INSUFFICIENT_TISSUE"),
            Map.entry("crash-0da013a13571cc8eb457a39fee8db18f8a3c7127.tif", "FAILED UNSUPPORTED"),
            Map.entry("crash-2020-10-test.tif", "FAILED TRUNCATED"),
            Map.entry("cut.svs", "FAILED TRUNCATED"),
            Map.entry("empty.tif", "FAILED UNSUPPORTED"),
            Map.entry("nested/note.svs", "FAILED UNSUPPORTED"),
            Map.entry("small.svs", "DONE INSUFFICIENT_TISSUE"),
            Map.entry("test3-DAPI-2-(387).ndpi", "FAILED NOT_BRIGHTFIELD"),
            Map.entry("unopenable.tiff", "FAILED UNSUPPORTED"),
            Map.entry("unreadable.svs", "FAILED TILES_UNREADABLE"));

    @Test
    void aFolderOfRealSlidesGetsAResultOrAReasonForEach() throws Exception {
        Path slides = realFolder();
        Path workspace = folder.resolve("workspace");

        Launcher.Ended run = acinus.run("run", slides.toString(), "-w", workspace.toString());

        assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        JsonNode status = status(workspace);
        Map<String, String> states = new TreeMap<>();
        for (JsonNode slide : status.get("slides")) {
            String what = slide.get("outcome").isNull()
                    ? slide.get("code").asText()
                    : slide.get("outcome").asText();
            states.put(slide.get("file").asText(), slide.get("state").asText() + " " + what);
            assertThat(run.err()).contains(slide.get("file").asText());
        }
        String cmu = states.remove("CMU-1-Small-Region.svs");
        assertThat(cmu).isIn("DONE CANCER", "DONE BENIGN", "DONE NEEDS_REVIEW");
        assertThat(states).isEqualTo(EXPECTED);
        assertThat(status.get("counts").get("FAILED").asInt()).isEqualTo(9);
        requireSameStoryInTheDatabase(workspace, states, cmu);
        requireFilesOfTheRealSlide(workspace);
        requireNoIdentity(workspace, run);
        requireResume(slides, workspace);
    }

    private Path realFolder() throws IOException {
        Path slides = Files.createDirectories(folder.resolve("slides"));
        Path cmu = SharedData.cmuSlide();
        copy(cmu, slides);
        copy(SharedData.require("data/wsi-slideio/test3-DAPI-2-(387).ndpi"), slides);
        for (String name : List.of(
                "boxes.tiff",
                "boxes_0.dcm",
                "boxes_1.dcm",
                "small.svs",
                "unopenable.tiff",
                "unreadable.svs",
                "boxes.png")) {
            copy(SharedData.require("data/wsi-openslide-python/" + name), slides);
        }
        for (String name : List.of("crash-0da013a13571cc8eb457a39fee8db18f8a3c7127.tif", "crash-2020-10-test.tif")) {
            copy(SharedData.require("data/hostile-pillow/" + name), slides);
        }
        byte[] whole = Files.readAllBytes(cmu);
        Files.write(slides.resolve("cut.svs"), Arrays.copyOf(whole, whole.length / 2));
        Files.createFile(slides.resolve("empty.tif"));
        Files.createDirectories(slides.resolve("nested"));
        Files.writeString(slides.resolve("nested/note.svs"), "not a slide");
        return slides;
    }

    private static void copy(Path file, Path folder) throws IOException {
        Files.copy(file, folder.resolve(file.getFileName().toString()), StandardCopyOption.REPLACE_EXISTING);
    }

    private JsonNode status(Path workspace) throws IOException, InterruptedException {
        Launcher.Ended status = acinus.run("status", "-w", workspace.toString(), "--json");
        assertThat(status.exitCode()).as(status.err()).isZero();
        return JSON.readTree(status.out());
    }

    private void requireSameStoryInTheDatabase(Path workspace, Map<String, String> states, String cmu)
            throws Exception {
        withDatabase(workspace, statement -> {
            Map<String, String> told = new TreeMap<>();
            try (ResultSet rows = statement.executeQuery(
                    "SELECT j.file, j.state, coalesce(j.code, r.outcome) FROM acinus.job_status j"
                            + " LEFT JOIN acinus.slide_result r USING (file)")) {
                while (rows.next()) {
                    told.put(rows.getString(1), rows.getString(2) + " " + rows.getString(3));
                }
            }
            assertThat(told.remove("CMU-1-Small-Region.svs")).isEqualTo(cmu);
            assertThat(told).isEqualTo(states);
            try (ResultSet rows = statement.executeQuery(
                    "SELECT count(*), sum(t.attention), min(t.x0), max(t.x0 + t.width0), min(r.tiles_total)"
                            + " FROM acinus.tile_result t JOIN acinus.slide_result r USING (run_id)"
                            + " WHERE t.state = 'SCORED'")) {
                rows.next();
                assertThat(rows.getInt(1)).isBetween(20, 80).isEqualTo(rows.getInt(5));
                assertThat(rows.getDouble(2)).isBetween(0.999, 1.001);
                assertThat(rows.getLong(3)).isNotNegative();
                assertThat(rows.getDouble(4)).isLessThanOrEqualTo(2220 + 224);
            }
        });
    }

    /// A step on the embedded server, which runs while another command of ours is attached to it.
    private interface DatabaseStep {
        void on(Statement statement) throws SQLException;
    }

    private static void withDatabase(Path workspace, DatabaseStep step) throws Exception {
        try (Database _ = Database.inWorkspace(
                workspace, Path.of(System.getProperty("acinus.cache")), "acinus end-to-end test")) {
            Path server = workspace.resolve("postgres");
            Properties login = new Properties();
            login.setProperty("user", "acinus");
            login.setProperty(
                    "password", Files.readString(server.resolve("password")).strip());
            String port =
                    Files.readAllLines(server.resolve("data/postmaster.pid")).get(3);
            try (Connection connection =
                            DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/postgres", login);
                    Statement statement = connection.createStatement()) {
                step.on(statement);
            }
        }
    }

    private static void requireFilesOfTheRealSlide(Path workspace) throws IOException {
        Path results = workspace.resolve("results/CMU-1-Small-Region.svs");
        assertThat(results)
                .isDirectoryContaining("glob:**/heatmap.png")
                .isDirectoryContaining("glob:**/tiles.csv")
                .isDirectoryContaining("glob:**/report.pdf")
                .isDirectoryContaining("glob:**/result.json");
        // What a library keeps of fonts is in the cache like everything else, and not in the user's home.
        assertThat(Path.of(System.getProperty("acinus.cache"), "pdfbox", ".pdfbox.cache"))
                .exists();
        JsonNode result = JSON.readTree(results.resolve("result.json").toFile());
        assertThat(result.get("demo").asBoolean()).isTrue();
        assertThat(result.get("notice").asText()).contains("Research use only");
        JsonNode features = JSON.readTree(
                        results.resolve("CMU-1-Small-Region.svs.geojson").toFile())
                .get("features");
        assertThat(features.size()).isGreaterThan(20);
        try (Stream<Path> bags = Files.list(workspace.resolve("features"))) {
            assertThat(bags.map(bag -> bag.getFileName().toString()))
                    .singleElement()
                    .asString()
                    .startsWith("ed92d5a9f2e86df67640d6f92ce3e231419ce127131697fbbce42ad5e002c8a7-lite0-")
                    .endsWith(".arrow");
        }
    }

    /// The slide's description holds these; they must be nowhere in what we write or print.
    private static void requireNoIdentity(Path workspace, Launcher.Ended run) throws IOException {
        List<String> canaries = List.of("CPAPERIOCS", "12/29/09");
        assertThat(run.err()).doesNotContain(canaries);
        try (Stream<Path> files = Files.walk(workspace)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String content = Files.readString(file, StandardCharsets.ISO_8859_1);
                for (String canary : canaries) {
                    assertThat(content.contains(canary))
                            .as(canary + " in " + file)
                            .isFalse();
                }
            }
        }
    }

    private void requireResume(Path slides, Path workspace) throws IOException, InterruptedException {
        Launcher.Ended again = acinus.run("run", slides.toString(), "-w", workspace.toString());
        assertThat(again.exitCode()).isEqualTo(1);
        assertThat(again.err()).contains("0 of 12 slides to do");
    }

    @Test
    void aKilledWorkerCostsOneTryAndAKilledRunCostsNone() throws Exception {
        Path slides = Files.createDirectories(folder.resolve("slides"));
        LargeSlide.writeTo(slides.resolve("a.svs"));
        Files.copy(slides.resolve("a.svs"), slides.resolve("b.svs"));
        Path workspace = folder.resolve("workspace");

        Launcher.Running run = acinus.start("run", slides.toString(), "-w", workspace.toString(), "--back-off", "0.5");
        killOnceBagIsBegun(run, workspace);
        Launcher.Ended ended = run.join();

        assertThat(ended.exitCode()).as(ended.err()).isZero();
        assertThat(ended.err()).contains("a.svs: READER_CRASH, will be tried again", "killed by signal 9");
        assertThat(states(workspace)).containsEntry("a.svs", "DONE").containsEntry("b.svs", "DONE");

        Launcher.Running second = acinus.start("run", slides.toString(), "-w", workspace.toString(), "--force");
        List<ProcessHandle> orphans = awaitWorker(second);
        second.process().destroyForcibly();
        assertThat(second.process().waitFor()).isNotZero();
        await().atMost(Duration.ofSeconds(20)).until(() -> orphans.stream().noneMatch(ProcessHandle::isAlive));

        Launcher.Ended third = acinus.run("run", slides.toString(), "-w", workspace.toString());
        assertThat(third.exitCode()).as(third.err()).isZero();
        assertThat(states(workspace)).containsEntry("a.svs", "DONE").containsEntry("b.svs", "DONE");
        requireNoServerLeft(workspace);
        requireNoDraftLeft(workspace);
    }

    /// Kills the worker with SIGKILL while it embeds the first slide.
    private static void killOnceBagIsBegun(Launcher.Running run, Path workspace) {
        List<ProcessHandle> workers = awaitWorker(run);
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    try (Stream<Path> drafts = Files.list(workspace.resolve("features"))) {
                        return drafts.findAny().isPresent();
                    } catch (NoSuchFileException notYet) {
                        return false;
                    }
                });
        workers.forEach(ProcessHandle::destroyForcibly);
    }

    private static List<ProcessHandle> awaitWorker(Launcher.Running run) {
        return await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .failFast(
                        "the run ended before it had a worker",
                        () -> !run.process().isAlive())
                .until(run::workers, workers -> !workers.isEmpty());
    }

    private Map<String, String> states(Path workspace) throws IOException, InterruptedException {
        Map<String, String> states = new TreeMap<>();
        for (JsonNode slide : status(workspace).get("slides")) {
            states.put(slide.get("file").asText(), slide.get("state").asText());
        }
        return states;
    }

    private static void requireNoDraftLeft(Path workspace) throws IOException {
        try (Stream<Path> files = Files.walk(workspace)) {
            assertThat(files.filter(file -> file.toString().endsWith(".part"))).isEmpty();
        }
    }

    private static void requireNoServerLeft(Path workspace) {
        String data = workspace.resolve("postgres").toString();
        assertThat(ProcessHandle.allProcesses()
                        .filter(process ->
                                process.info().commandLine().orElse("").contains(data)))
                .isEmpty();
    }
}
