package org.acinus.sql;

import static org.acinus.sql.TestingResults.ROOT;
import static org.acinus.sql.TestingResults.cancer;
import static org.acinus.sql.TestingResults.job;
import static org.acinus.sql.TestingResults.ofContent;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.acinus.outcome.FailureCode;
import org.acinus.outcome.SlideOutcome;
import org.acinus.outcome.Stage;
import org.acinus.pipeline.ClaimedJob;
import org.acinus.pipeline.DropLedger;
import org.acinus.pipeline.DropLedger.Errand;
import org.acinus.pipeline.DropLedger.ErrandKind;
import org.acinus.pipeline.JobState;
import org.acinus.pipeline.JobStatus;
import org.acinus.pipeline.QueueSettings;
import org.acinus.pipeline.SlideJob;
import org.acinus.pipeline.SupervisorLock;
import org.acinus.sql.database.Database;
import org.acinus.sql.server.EmbeddedServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a watched folder writes down: slides at the gate, and errands of slides that are finished.
final class DropLedgerTest {
    private static final Set<ErrandKind> MOVES = Set.of(ErrandKind.MOVE);

    @TempDir
    private static Path workspace;

    private static EmbeddedServer server;
    private static SqlRunLedger ledger;

    @BeforeAll
    static void start() {
        server = EmbeddedServer.open(workspace, TestingServer.cache());
        ledger = new SqlRunLedger(Database.inWorkspace(workspace, TestingServer.cache(), "test"));
    }

    @AfterAll
    static void stop() {
        ledger.close();
        server.close();
    }

    @BeforeEach
    void empty() throws SQLException {
        TestingServer.empty(server);
    }

    private static DropLedger.Held held(String file, FailureCode code, String reason) {
        return new DropLedger.Held(job(file), code, reason);
    }

    private static JobStatus only() {
        assertThat(ledger.status()).hasSize(1);
        return ledger.status().getFirst();
    }

    private static void finish(String file) {
        ledger.enqueue(List.of(job(file)), false);
        ledger.complete(ledger.claim("w").orElseThrow(), ofContent(file.hashCode() & 0xffff, cancer(1)));
    }

    @Test
    void aSlideWaitsWithItsReasonAndIsQueuedWhenItIsWhole() {
        ledger.drops().hold(List.of(held("a.svs", FailureCode.INCOMPLETE, "missing: a.dat")));
        assertThat(only().state()).isEqualTo(JobState.WAITING);
        assertThat(only().message()).hasValue("missing: a.dat");
        assertThat(ledger.claim("w")).isEmpty();

        ledger.drops().reject(List.of(held("a.svs", FailureCode.INCOMPLETE, "missing: a.dat")));
        assertThat(only().state()).isEqualTo(JobState.FAILED);
        assertThat(only().code()).hasValue("INCOMPLETE");

        assertThat(ledger.enqueue(List.of(job("a.svs")), false)).isEqualTo(1);
        assertThat(only().code()).isEmpty();
    }

    @Test
    void aFinishedSlideIsNotSetBackByALookAtTheSameFile() {
        finish("a.svs");
        ledger.drops().hold(List.of(held("a.svs", FailureCode.INCOMPLETE, "it is being written")));
        ledger.drops().reject(List.of(held("a.svs", FailureCode.TRUNCATED, "cut")));
        assertThat(only().state()).isEqualTo(JobState.DONE);
    }

    @Test
    void aFileThatWentAwayTakesAWaitingSlideWithItButNoResult() {
        ledger.drops().hold(List.of(held("wait.svs", FailureCode.INCOMPLETE, "it is empty")));
        finish("done.svs");
        assertThat(ledger.drops().withdraw(ROOT, List.of(Path.of("wait.svs"), Path.of("done.svs"))))
                .isEqualTo(1);
        assertThat(ledger.status())
                .extracting(status -> status.code().orElse(status.state().name()))
                .containsExactly("DONE", "GONE");
        assertThat(ledger.drops().noteErrands(ROOT, MOVES))
                .as("nothing to move")
                .isEqualTo(1);
    }

    @Test
    void anErrandIsDoneOnceAndKnowsWhichFileItIsAbout() {
        finish("a.svs");
        DropLedger drops = ledger.drops();
        assertThat(drops.noteErrands(ROOT, Set.of(ErrandKind.values()))).isEqualTo(3);
        assertThat(drops.noteErrands(ROOT, Set.of(ErrandKind.values()))).isZero();
        Errand errand = drops.takeErrand(ROOT, MOVES).orElseThrow();
        assertThat(errand.slide().file()).isEqualTo("a.svs");
        assertThat(errand.bytes()).isEqualTo(job("a.svs").bytes());
        assertThat(errand.modified()).isEqualTo(job("a.svs").modified());
        assertThat(errand.pack()).hasValue("demo-head 1.0.0");
        assertThat(drops.takeErrand(ROOT, MOVES)).as("somebody has it").isEmpty();
        drops.done(errand);
        assertThat(drops.counts().openErrands()).isEqualTo(2);
        assertThat(drops.takeErrand(Path.of("/elsewhere"), Set.of(ErrandKind.WEBHOOK)))
                .isEmpty();
    }

    @Test
    void anErrandThatFailsComesBackWithTheSameKey() throws SQLException {
        finish("a.svs");
        DropLedger drops = ledger.drops();
        drops.noteErrands(ROOT, MOVES);
        Errand first = drops.takeErrand(ROOT, MOVES).orElseThrow();
        drops.failed(first, "no space\u0000 left");
        assertThat(drops.takeErrand(ROOT, MOVES)).isEmpty();
        assertThat(TestingServer.rows(
                        server, "SELECT round(extract(epoch FROM due_at - now()) / 10)::int FROM acinus.errand"))
                .containsExactly("1");
        TestingServer.execute(server, "UPDATE acinus.errand SET due_at = now()");
        Errand second = drops.takeErrand(ROOT, MOVES).orElseThrow();
        assertThat(second.key()).isEqualTo(first.key());
        assertThat(second.tries()).isEqualTo(2);
    }

    @Test
    void anErrandWhoseDoerDiedComesBack() throws SQLException {
        finish("a.svs");
        ledger.drops().noteErrands(ROOT, MOVES);
        Errand taken = ledger.drops().takeErrand(ROOT, MOVES).orElseThrow();
        TestingServer.execute(server, "UPDATE acinus.errand SET due_at = due_at - interval '2 minutes'");
        assertThat(ledger.drops().takeErrand(ROOT, MOVES).orElseThrow().key()).isEqualTo(taken.key());
    }

    @Test
    void aSlideThatIsAskedForAgainIsNotMovedMeanwhile() {
        finish("a.svs");
        ledger.drops().noteErrands(ROOT, MOVES);
        ledger.enqueue(List.of(job("a.svs")), true);
        assertThat(ledger.drops().takeErrand(ROOT, MOVES)).isEmpty();
    }

    @Test
    void aFileThatLiesThereAgainIsMovedAgain() {
        finish("a.svs");
        DropLedger drops = ledger.drops();
        drops.noteErrands(ROOT, MOVES);
        drops.done(drops.takeErrand(ROOT, MOVES).orElseThrow());
        assertThat(drops.moveAgain(ROOT, List.of(Path.of("other.svs")))).isZero();
        assertThat(drops.moveAgain(ROOT, List.of(Path.of("a.svs")))).isEqualTo(1);
        assertThat(drops.takeErrand(ROOT, MOVES)).isPresent();
    }

    @Test
    void instancesOfADicomFolderAreMovedWhenAllAreFinished() {
        finish("series/1.dcm");
        ledger.enqueue(List.of(job("series/2.dcm"), job("other/3.dcm")), false);
        DropLedger drops = ledger.drops();
        drops.noteErrands(ROOT, MOVES);
        assertThat(drops.takeErrand(ROOT, MOVES)).isEmpty();
        ledger.complete(ledger.claim("w").orElseThrow(), ofContent(2, cancer(1)));
        drops.noteErrands(ROOT, MOVES);
        assertThat(drops.takeErrand(ROOT, MOVES)).isPresent();
        assertThat(drops.takeErrand(ROOT, MOVES)).isPresent();
    }

    @Test
    void countsAreByState() {
        finish("a.svs");
        ledger.enqueue(List.of(job("b.svs"), job("c.svs")), false);
        assertThat(ledger.drops().counts().jobs()).isEqualTo(Map.of(JobState.DONE, 1L, JobState.QUEUED, 2L));
    }

    @Test
    void watchersShareADatabaseButNotWithARun() {
        try (SqlRunLedger second = open(Set.of());
                SqlRunLedger third = open(Set.of())) {
            assertThat(second.tryWatch(ROOT)).isTrue();
            assertThat(third.tryWatch(ROOT)).isTrue();
            assertThat(ledger.trySupervise()).isEmpty();
        }
        try (SupervisorLock run = ledger.trySupervise().orElseThrow();
                SqlRunLedger watcher = open(Set.of())) {
            assertThat(run).isNotNull();
            assertThat(watcher.tryWatch(ROOT)).isFalse();
        }
    }

    @Test
    void aWatcherWantsItsSlidesAgainAfterARunThatWasNotAskedForThem() {
        ledger.enqueue(List.of(job("a.svs")), false);
        ledger.trySupervise().orElseThrow().close();
        assertThat(ledger.untilDue()).isEmpty();
        try (SqlRunLedger watcher = open(Set.of())) {
            assertThat(watcher.tryWatch(Path.of("/elsewhere"))).isTrue();
            assertThat(watcher.untilDue()).isEmpty();
            assertThat(watcher.tryWatch(ROOT)).isTrue();
            assertThat(watcher.untilDue()).hasValue(Duration.ZERO);
        }
    }

    @Test
    void aLedgerForSomeConfigurationsPassesOverOthers() {
        SlideJob own = job("own.svs");
        SlideJob other = new SlideJob(ROOT, "a-other.svs", own.bytes(), own.modified(), "other");
        ledger.enqueue(List.of(other, own), false);
        try (SqlRunLedger some = open(Set.of("config", "third"))) {
            assertThat(some.untilDue()).hasValue(Duration.ZERO);
            ClaimedJob claim = some.claim("w").orElseThrow();
            assertThat(claim.job().file()).isEqualTo("own.svs");
            assertThat(some.claim("w")).isEmpty();
            some.complete(claim, ofContent(1, cancer(1)));
            assertThat(some.untilDue()).isEmpty();
        }
        assertThat(ledger.untilDue()).hasValue(Duration.ZERO);
    }

    @Test
    void whatTheMachineIsToBlameForUsesUpNoTriesOfTheSlide() throws SQLException {
        ledger.enqueue(List.of(job("a.svs")), false);
        SlideOutcome.Failed full =
                new SlideOutcome.Failed(Stage.EXPORT, FailureCode.OUTPUT_FAILED, "No space left on device");
        for (int i = 0; i < 149; i++) {
            TestingServer.execute(server, "UPDATE acinus.job SET due_at = now()");
            ClaimedJob claim = ledger.claim("w").orElseThrow();
            assertThat(ledger.setBack(claim, full, List.of())).isEqualTo(JobState.QUEUED);
        }
        assertThat(only().waitsFor().orElseThrow()).isLessThanOrEqualTo(Duration.ofMinutes(10));
        TestingServer.execute(server, "UPDATE acinus.job SET due_at = now()");
        assertThat(ledger.setBack(ledger.claim("w").orElseThrow(), full, List.of()))
                .as("after a day")
                .isEqualTo(JobState.QUARANTINED);
    }

    private static SqlRunLedger open(Set<String> configurations) {
        return new SqlRunLedger(
                Database.inWorkspace(workspace, TestingServer.cache(), "test"), QueueSettings.DEFAULT, configurations);
    }
}
