package org.acinus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.acinus.mil.PackId;
import org.acinus.outcome.Assessment;
import org.acinus.outcome.FailureCode;
import org.acinus.outcome.SlideOutcome;
import org.acinus.outcome.SlideResult;
import org.acinus.outcome.Stage;
import org.acinus.pipeline.ClaimedJob;
import org.acinus.pipeline.QueueSettings;
import org.acinus.pipeline.SlideJob;
import org.acinus.sql.SqlRunLedger;
import org.acinus.sql.database.Database;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// One night on call, in its order: a crash that went into quarantine, a cut file, a slide that waits for
/// another try.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LedgerCommandsTest {
    @TempDir
    private static Path workspace;

    private record Said(int exitCode, String out, String err) {}

    @BeforeAll
    static void whatTheNightBrought() {
        Path cache = Path.of(System.getProperty("acinus.cache"));
        try (SqlRunLedger ledger = new SqlRunLedger(
                Database.inWorkspace(workspace, cache, "test"),
                new QueueSettings(Duration.ofMinutes(1), 1, Duration.ofMinutes(10)))) {
            List<SlideJob> jobs = new ArrayList<>();
            for (String file : List.of("crash.svs", "cut.svs", "x'); DROP\u001b[2J.svs", "waiting.svs")) {
                jobs.add(new SlideJob(Path.of("/slides"), file, 1, Instant.EPOCH, "config"));
            }
            ledger.enqueue(jobs, false);
            ledger.setBack(
                    ledger.claim("w").orElseThrow(),
                    new SlideOutcome.Failed(
                            Stage.WORKER, FailureCode.READER_CRASH, "The worker was killed by signal 11"),
                    List.of("Segmentation fault"));
            ledger.fail(
                    ledger.claim("w").orElseThrow(),
                    new SlideOutcome.Failed(Stage.OPEN, FailureCode.TRUNCATED, "ends 17 bytes early"));
            ledger.fail(
                    ledger.claim("w").orElseThrow(),
                    new SlideOutcome.Failed(Stage.OPEN, FailureCode.UNSUPPORTED, "no reader knows it"));
        }
    }

    private static Said acinus(String... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--workspace", workspace.toString()));
        int exitCode = Main.execute(new PrintWriter(out), new PrintWriter(err), all.toArray(String[]::new));
        return new Said(exitCode, out.toString(), err.toString());
    }

    @Test
    @Order(1)
    void statusSaysWhatHappenedAndWhatToDo() throws Exception {
        Said status = acinus("status");
        assertThat(status.exitCode()).as(status.err()).isZero();
        assertThat(status.out())
                .containsPattern("QUARANTINED +READER_CRASH +1 .* crash.svs")
                .containsPattern("FAILED +TRUNCATED +0 .* cut.svs  \\(ends 17 bytes early\\)")
                .contains("4 slides: 1 QUEUED, 2 FAILED, 1 QUARANTINED")
                .contains("1 × The file is not whole: copy it again")
                .contains("quarantine show SLIDE")
                .contains("Nobody works on this database now, and 1 slide would be next")
                .doesNotContain("\u001b");
        assertThat(acinus("status", "--trouble").out()).doesNotContain("waiting.svs");
        JsonNode json =
                JsonMapper.builder().build().readTree(acinus("status", "--json").out());
        assertThat(json.get("slides")).hasSize(4);
        assertThat(json.get("slides").get(0).get("advice").asText()).contains("quarantine");
        assertThat(json.get("attended").asBoolean()).isFalse();
        assertThat(json.get("counts").get("FAILED").asInt()).isEqualTo(2);
    }

    @Test
    @Order(2)
    void checkNamesTheQuarantine() {
        Said check = acinus("db", "check");
        assertThat(check.out())
                .containsPattern("look +quarantine +1 slides")
                .containsPattern("look +workers +no run, watch or worker is connected, and 1 slides wait")
                .containsPattern("ok +durability");
        assertThat(check.exitCode()).isZero();
    }

    @Test
    @Order(3)
    void quarantineIsShownWithTheLastWordsAndReleased() {
        assertThat(acinus("quarantine", "list").out())
                .contains("/slides/crash.svs")
                .contains("killed by signal 11")
                .contains("    Segmentation fault");
        Said shown = acinus("quarantine", "show", "/slides/crash.svs");
        assertThat(shown.exitCode()).as(shown.err()).isZero();
        assertThat(shown.out())
                .contains("    Segmentation fault")
                .contains("the file: not to be found from here")
                .contains("what to do: Its worker died: './acinus quarantine release' tries again");
        assertThat(acinus("quarantine", "show", "cut.svs").exitCode()).isEqualTo(3);
        Said inVain = acinus("retry", "crash.svs");
        assertThat(inVain.exitCode()).isEqualTo(3);
        assertThat(inVain.err()).contains("crash.svs is QUARANTINED, which './acinus quarantine release' ends");
        assertThat(acinus("quarantine", "release").exitCode()).isEqualTo(2);
        Said unknown = acinus("quarantine", "release", "nowhere.svs");
        assertThat(unknown.exitCode()).isEqualTo(3);
        assertThat(unknown.err()).contains("no such slide: nowhere.svs");
        assertThat(acinus("quarantine", "release", "crash.svs").out())
                .contains("released  crash.svs")
                .contains("nobody works on this database now: start 'watch' or 'worker'");
        assertThat(acinus("quarantine", "list").out()).contains("empty");
    }

    @Test
    @Order(4)
    void failedSlidesAreRetried() {
        assertThat(acinus("retry", "cut.svs").out()).contains("queued  cut.svs").contains("1 slide to be tried");
        assertThat(acinus("retry", "--all").out()).contains("1 slide to be tried");
        assertThat(acinus("retry", "--all").out()).contains("nothing to retry");
    }

    @Test
    @Order(5)
    void auditIsWholeUntilAHeadIsMissing() throws Exception {
        Said head = acinus("audit", "head");
        assertThat(head.out()).matches("\\d+ [0-9a-f]{64}\n");
        assertThat(acinus("audit", "verify").out()).contains("whole").contains("0 noted heads");
        assertThat(acinus("audit", "verify").out()).contains("1 noted heads");
        assertThat(Files.readString(workspace.resolve("audit-heads"))).isEqualTo(head.out());
        assertThat(acinus("audit", "show", "--last", "1").out())
                .contains("QUEUED")
                .contains("from=FAILED");
        Files.writeString(
                workspace.resolve("audit-heads"), "99999 " + "ab".repeat(32) + "\n", StandardOpenOption.APPEND);
        Said broken = acinus("audit", "verify");
        assertThat(broken.exitCode()).isEqualTo(3);
        assertThat(broken.err())
                .contains("tampered with")
                .contains("ends before entry 99999")
                .containsPattern("audit show --around \\d+'");
    }

    @Test
    @Order(5)
    void auditTellsWhatHappenedToASlideAndWhoseEntryANumberIs() {
        Said cut = acinus("audit", "show", "cut.svs");
        assertThat(cut.exitCode()).as(cut.err()).isZero();
        assertThat(cut.out().lines())
                .hasSize(4)
                .allMatch(line -> line.endsWith("  cut.svs"))
                .element(2)
                .asString()
                .contains("FAILED")
                .contains("code=TRUNCATED");
        assertThat(acinus("audit", "show", "/slides/cut.svs").out()).isEqualTo(cut.out());
        assertThat(acinus("audit", "show", "nowhere.svs").exitCode()).isEqualTo(3);
        assertThat(acinus("audit", "show", "cut.svs", "--around", "3").exitCode())
                .isEqualTo(2);

        String claim = cut.out().lines().toList().get(1).strip().split(" ", 2)[0];
        assertThat(acinus("audit", "show", "--around", claim, "--last", "1")
                        .out()
                        .lines())
                .hasSize(3)
                .element(1)
                .asString()
                .matches("> +" + claim + " .*CLAIMED.*cut\\.svs");
        assertThat(acinus("audit", "show", "--around", "99999").out()).isEqualTo("no entries about 99999\n");
        assertThat(acinus("audit", "show", "x'); DROP\u001b[2J.svs").out()).doesNotContain("\u001b");
    }

    @Test
    @Order(6)
    void retentionSaysItsPolicyAndKeepsWhatIsYoung() throws Exception {
        Path bag = Files.createDirectories(workspace.resolve("features"))
                .resolve("ab".repeat(32) + "-lite0-0123456789ab.arrow");
        Files.createFile(bag);
        Said dry = acinus("db", "retention", "--dry-run");
        assertThat(dry.exitCode()).as(dry.err()).isZero();
        assertThat(dry.out())
                .contains("result   kept 10y")
                .contains("audit    kept for ever")
                .contains("nothing is past its time");
        assertThat(acinus("db", "retention", "set", "features", "never").exitCode())
                .isEqualTo(2);
        assertThat(acinus("db", "retention", "set", "features", "1d").exitCode())
                .isZero();
        Files.setLastModifiedTime(bag, FileTime.from(Instant.now().minus(Duration.ofDays(3))));
        assertThat(acinus("db", "retention", "--dry-run").out()).contains("would go: 1 feature file");
        assertThat(bag).exists();
        assertThat(acinus("db", "retention").out()).contains("deleted: 1 feature file");
        assertThat(bag).doesNotExist();
    }

    @Test
    @Order(7)
    void holdsArePlacedListedAndLifted() {
        assertThat(acinus("db", "retention", "hold", "--slide", "cut.svs", "--reason", "court order")
                        .out())
                .contains("held now: cut.svs");
        assertThat(acinus("db", "retention", "holds").out())
                .contains("slide cut.svs")
                .contains("court order");
        assertThat(acinus("db", "retention", "lift", "1").exitCode()).isZero();
        assertThat(acinus("db", "retention", "lift", "1").exitCode()).isEqualTo(3);
    }

    @Test
    @Order(8)
    void whatADemonstrationSaidIsMarked() throws Exception {
        Path cache = Path.of(System.getProperty("acinus.cache"));
        PackId toy = new PackId("toy", "1.0.0", "ab".repeat(32));
        try (SqlRunLedger ledger = new SqlRunLedger(Database.inWorkspace(workspace, cache, "test"))) {
            SlideJob job = new SlideJob(Path.of("/slides"), "toy.svs", 1, Instant.EPOCH, "config");
            ledger.enqueue(List.of(job), false);
            ClaimedJob claim = ledger.claim("w").orElseThrow();
            while (!claim.job().file().equals("toy.svs")) {
                claim = ledger.claim("w").orElseThrow();
            }
            SlideOutcome benign =
                    new SlideOutcome.Benign(new Assessment(0.1, OptionalInt.empty(), List.of(), 0.8, Optional.empty()));
            ledger.complete(
                    claim,
                    new SlideResult("cd".repeat(32), benign, 0, 0, toy, Instant.EPOCH, Instant.EPOCH, List.of()));
            assertThat(acinus("status").out())
                    .contains("BENIGN (DEMO?)")
                    .contains("1 × (DEMO?): stored before")
                    .contains("Research use only");

            ledger.notePack(toy, true);
        }
        assertThat(acinus("status").out())
                .contains("BENIGN (DEMO)")
                .contains("1 × DEMO: a demonstration model said this")
                .doesNotContain("DEMO?");
        JsonNode json =
                JsonMapper.builder().build().readTree(acinus("status", "--json").out());
        assertThat(json.findValues("demo")).anyMatch(JsonNode::asBoolean);
    }

    @Test
    @Order(9)
    void migrateSaysTheVersion() {
        assertThat(acinus("db", "migrate").out()).contains("has schema version " + Database.schemaVersion());
    }
}
