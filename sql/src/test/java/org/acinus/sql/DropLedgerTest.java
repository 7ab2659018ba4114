package org.acinus.sql;

import static org.acinus.sql.TestingResults.ROOT;
import static org.acinus.sql.TestingResults.cancer;
import static org.acinus.sql.TestingResults.job;
import static org.acinus.sql.TestingResults.ofContent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

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
import org.acinus.pipeline.LedgerException;
import org.acinus.pipeline.QueueSettings;
import org.acinus.pipeline.SlideJob;
import org.acinus.pipeline.SupervisorLock;
import org.acinus.sql.database.Access;
import org.acinus.sql.database.Database;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What a watched folder writes down: slides at the gate, and errands of slides that are finished.
final class DropLedgerTest {
    private static final Set<ErrandKind> MOVES = Set.of(ErrandKind.MOVE);

    @RegisterExtension
    static final TestingLab LAB = new TestingLab(Access.WORK, QueueSettings.DEFAULT);

    private static DropLedger.Held held(String file, FailureCode code, String reason) {
        return new DropLedger.Held(job(file), code, reason);
    }

    private static JobStatus only() {
        assertThat(LAB.ledger().status()).hasSize(1);
        return LAB.ledger().status().getFirst();
    }

    private static void finish(String file) {
        LAB.ledger().enqueue(List.of(job(file)), false);
        LAB.ledger().complete(LAB.ledger().claim("w").orElseThrow(), ofContent(file.hashCode() & 0xffff, cancer(1)));
    }

    @Test
    void aSlideWaitsWithItsReasonAndIsQueuedWhenItIsWhole() {
        LAB.ledger().drops().hold(List.of(held("a.svs", FailureCode.INCOMPLETE, "missing: a.dat")));
        assertThat(only().state()).isEqualTo(JobState.WAITING);
        assertThat(only().message()).hasValue("missing: a.dat");
        assertThat(LAB.ledger().claim("w")).isEmpty();

        LAB.ledger().drops().reject(List.of(held("a.svs", FailureCode.INCOMPLETE, "missing: a.dat")));
        assertThat(only().state()).isEqualTo(JobState.FAILED);
        assertThat(only().code()).hasValue("INCOMPLETE");

        assertThat(LAB.ledger().enqueue(List.of(job("a.svs")), false)).isEqualTo(1);
        assertThat(only().code()).isEmpty();
    }

    @Test
    void aFinishedSlideIsNotSetBackByALookAtTheSameFile() {
        finish("a.svs");
        LAB.ledger().drops().hold(List.of(held("a.svs", FailureCode.INCOMPLETE, "it is being written")));
        LAB.ledger().drops().reject(List.of(held("a.svs", FailureCode.TRUNCATED, "cut")));
        assertThat(only().state()).isEqualTo(JobState.DONE);
    }

    @Test
    void aFileThatWentAwayTakesAWaitingSlideWithItButNoResult() {
        LAB.ledger().drops().hold(List.of(held("wait.svs", FailureCode.INCOMPLETE, "it is empty")));
        finish("done.svs");
        assertThat(LAB.ledger().drops().withdraw(ROOT, List.of(Path.of("wait.svs"), Path.of("done.svs"))))
                .isEqualTo(1);
        assertThat(LAB.ledger().status())
                .extracting(status -> status.code().orElse(status.state().name()))
                .containsExactly("DONE", "GONE");
        assertThat(LAB.ledger().drops().noteErrands(ROOT, MOVES))
                .as("nothing to move")
                .isEqualTo(1);
    }

    @Test
    void aSlideThatItsWorkerDidNotFindIsQueuedAgainWhenItIsBack() {
        for (FailureCode code : List.of(FailureCode.GONE, FailureCode.PERMISSION)) {
            LAB.ledger().enqueue(List.of(job("a.svs")), false);
            ClaimedJob claim = LAB.ledger().claim("w").orElseThrow();
            LAB.ledger().fail(claim, new SlideOutcome.Failed(Stage.OPEN, code, "it is not there"));
            assertThat(only().code()).hasValue(code.name());

            assertThat(LAB.ledger().enqueue(List.of(job("a.svs")), false)).isEqualTo(1);
        }
        ClaimedJob claim = LAB.ledger().claim("w").orElseThrow();
        LAB.ledger().fail(claim, new SlideOutcome.Failed(Stage.OPEN, FailureCode.CORRUPT, "it is broken"));
        assertThat(LAB.ledger().enqueue(List.of(job("a.svs")), false)).isZero();
    }

    @Test
    void anErrandIsDoneOnceAndKnowsWhichFileItIsAbout() {
        finish("a.svs");
        DropLedger drops = LAB.ledger().drops();
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
        DropLedger drops = LAB.ledger().drops();
        drops.noteErrands(ROOT, MOVES);
        Errand first = drops.takeErrand(ROOT, MOVES).orElseThrow();
        drops.failed(first, "no space\u0000 left");
        assertThat(drops.takeErrand(ROOT, MOVES)).isEmpty();
        assertThat(LAB.rows("SELECT round(extract(epoch FROM due_at - now()) / 10)::int FROM acinus.errand"))
                .containsExactly("1");
        LAB.execute("UPDATE acinus.errand SET due_at = now()");
        Errand second = drops.takeErrand(ROOT, MOVES).orElseThrow();
        assertThat(second.key()).isEqualTo(first.key());
        assertThat(second.tries()).isEqualTo(2);
    }

    @Test
    void anErrandWhoseDoerDiedComesBack() throws SQLException {
        finish("a.svs");
        LAB.ledger().drops().noteErrands(ROOT, MOVES);
        Errand taken = LAB.ledger().drops().takeErrand(ROOT, MOVES).orElseThrow();
        LAB.execute("UPDATE acinus.errand SET due_at = due_at - interval '2 minutes'");
        assertThat(LAB.ledger().drops().takeErrand(ROOT, MOVES).orElseThrow().key())
                .isEqualTo(taken.key());
    }

    @Test
    void aSlideThatIsAskedForAgainIsNotMovedMeanwhile() {
        finish("a.svs");
        LAB.ledger().drops().noteErrands(ROOT, MOVES);
        LAB.ledger().enqueue(List.of(job("a.svs")), true);
        assertThat(LAB.ledger().drops().takeErrand(ROOT, MOVES)).isEmpty();
    }

    @Test
    void aFileThatLiesThereAgainIsMovedAgain() {
        finish("a.svs");
        DropLedger drops = LAB.ledger().drops();
        drops.noteErrands(ROOT, MOVES);
        drops.done(drops.takeErrand(ROOT, MOVES).orElseThrow());
        assertThat(drops.moveAgain(ROOT, List.of(Path.of("other.svs")))).isZero();
        assertThat(drops.moveAgain(ROOT, List.of(Path.of("a.svs")))).isEqualTo(1);
        assertThat(drops.takeErrand(ROOT, MOVES)).isPresent();
    }

    @Test
    void instancesOfADicomFolderAreMovedWhenAllAreFinished() {
        finish("series/1.dcm");
        LAB.ledger().enqueue(List.of(job("series/2.dcm"), job("other/3.dcm")), false);
        DropLedger drops = LAB.ledger().drops();
        drops.noteErrands(ROOT, MOVES);
        assertThat(drops.takeErrand(ROOT, MOVES)).isEmpty();
        LAB.ledger().complete(LAB.ledger().claim("w").orElseThrow(), ofContent(2, cancer(1)));
        drops.noteErrands(ROOT, MOVES);
        assertThat(drops.takeErrand(ROOT, MOVES)).isPresent();
        assertThat(drops.takeErrand(ROOT, MOVES)).isPresent();
    }

    @Test
    void countsAreByState() {
        finish("a.svs");
        LAB.ledger().enqueue(List.of(job("b.svs"), job("c.svs")), false);
        assertThat(LAB.ledger().drops().counts().jobs()).isEqualTo(Map.of(JobState.DONE, 1L, JobState.QUEUED, 2L));
    }

    @Test
    void watchersShareADatabaseButNotWithARun() {
        try (SqlRunLedger second = open(Set.of());
                SqlRunLedger third = open(Set.of())) {
            assertThat(second.tryWatch(ROOT)).isTrue();
            assertThat(third.tryWatch(ROOT)).isTrue();
            assertThat(LAB.ledger().trySupervise()).isEmpty();
        }
        try (SupervisorLock run = LAB.ledger().trySupervise().orElseThrow();
                SqlRunLedger watcher = open(Set.of())) {
            assertThat(run).isNotNull();
            assertThat(watcher.tryWatch(ROOT)).isFalse();
        }
    }

    @Test
    void aWatcherWhoseServerWasStartedAgainKeepsRunsAwayAsBefore() throws SQLException {
        try (SqlRunLedger watcher = open(Set.of())) {
            assertThat(watcher.tryWatch(ROOT)).isTrue();
            LAB.rows("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'");
            try (SupervisorLock run = LAB.ledger().trySupervise().orElseThrow()) {
                assertThat(run.isHeld()).isTrue();
                assertThat(watcher.tryWatch(ROOT)).as("while a run works").isFalse();
            }
            assertThat(watcher.tryWatch(ROOT)).isTrue();
            assertThat(LAB.ledger().trySupervise()).isEmpty();
        }
    }

    @Test
    void aLockThatCannotBeTakenLeavesNoConnectionBehind() throws SQLException {
        String others = "SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend'"
                + " AND pid <> pg_backend_pid()";
        List<String> before = LAB.rows(others);
        LAB.execute("ALTER ROLE acinus_writer RENAME TO acinus_somebody");
        try {
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> LAB.ledger().trySupervise()).isInstanceOf(LedgerException.class);
            }
        } finally {
            LAB.execute("ALTER ROLE acinus_somebody RENAME TO acinus_writer");
        }
        await().atMost(Duration.ofSeconds(2))
                .untilAsserted(() -> assertThat(LAB.rows(others)).isSubsetOf(before));
    }

    @Test
    void aWatcherWantsItsSlidesAgainAfterARunThatWasNotAskedForThem() {
        LAB.ledger().enqueue(List.of(job("a.svs")), false);
        LAB.ledger().trySupervise().orElseThrow().close();
        assertThat(LAB.ledger().untilDue()).isEmpty();
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
        LAB.ledger().enqueue(List.of(other, own), false);
        try (SqlRunLedger some = open(Set.of("config", "third"))) {
            assertThat(some.untilDue()).hasValue(Duration.ZERO);
            ClaimedJob claim = some.claim("w").orElseThrow();
            assertThat(claim.job().file()).isEqualTo("own.svs");
            assertThat(some.claim("w")).isEmpty();
            some.complete(claim, ofContent(1, cancer(1)));
            assertThat(some.untilDue()).isEmpty();
        }
        assertThat(LAB.ledger().untilDue()).hasValue(Duration.ZERO);
    }

    @Test
    void whatTheMachineIsToBlameForUsesUpNoTriesOfTheSlide() throws SQLException {
        LAB.ledger().enqueue(List.of(job("a.svs")), false);
        SlideOutcome.Failed full =
                new SlideOutcome.Failed(Stage.EXPORT, FailureCode.OUTPUT_FAILED, "No space left on device");
        for (int i = 0; i < 149; i++) {
            LAB.execute("UPDATE acinus.job SET due_at = now()");
            ClaimedJob claim = LAB.ledger().claim("w").orElseThrow();
            assertThat(LAB.ledger().setBack(claim, full, List.of())).isEqualTo(JobState.QUEUED);
        }
        assertThat(only().waitsFor().orElseThrow()).isLessThanOrEqualTo(Duration.ofMinutes(10));
        LAB.execute("UPDATE acinus.job SET due_at = now()");
        assertThat(LAB.ledger().setBack(LAB.ledger().claim("w").orElseThrow(), full, List.of()))
                .as("after a day")
                .isEqualTo(JobState.QUARANTINED);
    }

    private static SqlRunLedger open(Set<String> configurations) {
        return new SqlRunLedger(
                Database.inWorkspace(LAB.workspace(), TestingServer.cache(), "test"),
                QueueSettings.DEFAULT,
                configurations);
    }
}
