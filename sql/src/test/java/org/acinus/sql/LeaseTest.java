package org.acinus.sql;

import static org.acinus.sql.TestingResults.CRASH;
import static org.acinus.sql.TestingResults.cancer;
import static org.acinus.sql.TestingResults.job;
import static org.acinus.sql.TestingResults.ofContent;
import static org.acinus.sql.TestingResults.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.acinus.outcome.SlideOutcome;
import org.acinus.outcome.SlideResult;
import org.acinus.pipeline.ClaimedJob;
import org.acinus.pipeline.JobState;
import org.acinus.pipeline.JobStatus;
import org.acinus.pipeline.LedgerException;
import org.acinus.pipeline.QueueSettings;
import org.acinus.pipeline.SlideJob;
import org.acinus.pipeline.StaleClaimException;
import org.acinus.sql.database.Access;
import org.acinus.sql.queue.JobDesk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Workers that go silent, tries that fail, connections that are cut.
final class LeaseTest {
    private static final QueueSettings SETTINGS = new QueueSettings(Duration.ofMinutes(2), 3, Duration.ofMinutes(1));

    @RegisterExtension
    static final TestingLab LAB = new TestingLab(Access.WORK, SETTINGS);

    @Test
    void silentWorkersJobIsTakenUpByAnotherAndItsOwnWriteIsRefused() throws SQLException {
        LAB.ledger().enqueue(List.of(job("a.svs")), false);
        ClaimedJob silent = LAB.ledger().claim("silent").orElseThrow();
        assertThat(LAB.ledger().claim("other")).isEmpty();
        letTimePass(Duration.ofMinutes(2));
        assertThat(LAB.ledger().claim("other")).as("waits out its back-off").isEmpty();
        assertThat(status()).satisfies(line -> {
            assertThat(line.state()).isEqualTo(JobState.QUEUED);
            assertThat(line.code()).hasValue("WORKER_LOST");
            assertThat(line.tries()).isEqualTo(1);
            assertThat(line.waitsFor())
                    .hasValueSatisfying(wait -> assertThat(wait).isPositive());
        });
        letTimePass(Duration.ofMinutes(1));
        ClaimedJob other = LAB.ledger().claim("other").orElseThrow();
        assertThat(other.attempt()).isEqualTo(2);
        assertThatThrownBy(() -> LAB.ledger().complete(silent, cancer(1))).isInstanceOf(StaleClaimException.class);
        assertThatThrownBy(() -> LAB.ledger().extend(silent)).isInstanceOf(StaleClaimException.class);
        assertThatThrownBy(() -> LAB.ledger().giveBack(silent)).isInstanceOf(StaleClaimException.class);
        assertThatThrownBy(() -> LAB.ledger().setBack(silent, CRASH, List.of()))
                .isInstanceOf(StaleClaimException.class);
        LAB.ledger().complete(other, cancer(1));
        assertThat(LAB.ledger().newestRuns()).hasSize(1);
    }

    @Test
    void heartbeatKeepsTheClaim() throws SQLException {
        LAB.ledger().enqueue(List.of(job("a.svs")), false);
        ClaimedJob claim = LAB.ledger().claim("w").orElseThrow();
        letTimePass(Duration.ofSeconds(100));
        LAB.ledger().extend(claim);
        letTimePass(Duration.ofSeconds(100));
        assertThat(LAB.ledger().claim("other")).isEmpty();
        LAB.ledger().complete(claim, cancer(1));
    }

    @Test
    void backOffDoublesAndThreeTriesAreEnough() throws SQLException {
        LAB.ledger().enqueue(List.of(job("a.svs")), false);
        List<String> said = List.of("Patient: Erika Mustermann", "Segmentation fault");
        assertThat(LAB.ledger().setBack(LAB.ledger().claim("w").orElseThrow(), CRASH, said))
                .isEqualTo(JobState.QUEUED);
        assertThat(LAB.ledger().untilDue())
                .hasValueSatisfying(wait -> assertThat(wait).isBetween(Duration.ofSeconds(50), Duration.ofMinutes(1)));
        letTimePass(Duration.ofMinutes(1));
        assertThat(LAB.ledger().setBack(LAB.ledger().claim("w").orElseThrow(), CRASH, said))
                .isEqualTo(JobState.QUEUED);
        assertThat(LAB.ledger().untilDue())
                .hasValueSatisfying(wait -> assertThat(wait).isBetween(Duration.ofSeconds(110), Duration.ofMinutes(2)));
        letTimePass(Duration.ofMinutes(2));
        assertThat(LAB.ledger().setBack(LAB.ledger().claim("w").orElseThrow(), CRASH, said))
                .isEqualTo(JobState.QUARANTINED);
        assertThat(LAB.ledger().untilDue()).isEmpty();
        assertThat(LAB.ledger().claim("w")).isEmpty();
        assertThat(new JobDesk(LAB.database()).quarantined()).singleElement().satisfies(held -> {
            assertThat(held.file()).isEqualTo("a.svs");
            assertThat(held.code()).isEqualTo("READER_CRASH");
            assertThat(held.attempts()).isEqualTo(3);
            assertThat(held.lastOutput()).hasValue("(1 line not kept)\nSegmentation fault");
        });
        assertThat(LAB.ledger().enqueue(List.of(job("a.svs")), false))
                .as("not by itself")
                .isZero();
    }

    @Test
    void releasedAndRetriedJobsHaveAllTheirTries() throws SQLException {
        LAB.ledger().enqueue(List.of(job("a.svs"), job("b.svs"), job("c.svs")), false);
        SqlRunLedger impatient =
                new SqlRunLedger(LAB.database(), new QueueSettings(Duration.ofMinutes(1), 1, Duration.ZERO));
        impatient.setBack(impatient.claim("w").orElseThrow(), CRASH, List.of());
        LAB.ledger().fail(LAB.ledger().claim("w").orElseThrow(), CRASH);
        LAB.ledger().setBack(LAB.ledger().claim("w").orElseThrow(), CRASH, List.of());
        JobDesk desk = new JobDesk(LAB.database());
        assertThat(desk.unknown(List.of("a.svs", "/slides/b.svs", "d.svs"))).containsExactly("d.svs");
        assertThat(desk.release(List.of("b.svs"))).isEmpty();
        assertThat(desk.release(List.of("/slides/a.svs"))).containsExactly("a.svs");
        assertThat(desk.retry(List.of())).containsExactly("b.svs", "c.svs");
        assertThat(LAB.ledger().status()).allSatisfy(line -> {
            assertThat(line.state()).isEqualTo(JobState.QUEUED);
            assertThat(line.tries()).isZero();
            assertThat(line.waitsFor()).isEmpty();
        });
    }

    @Test
    void jobThatIsGivenBackIsDueAtOnceAndCountsNoTry() {
        LAB.ledger().enqueue(List.of(job("a.svs")), false);
        LAB.ledger().giveBack(LAB.ledger().claim("w").orElseThrow());
        assertThat(status().tries()).isZero();
        assertThat(LAB.ledger().claim("w").orElseThrow().attempt()).isEqualTo(2);
    }

    @Test
    void deadWorkersJobsAreSetBack() {
        LAB.ledger().enqueue(List.of(job("a.svs"), job("b.svs")), false);
        LAB.ledger().claim("dead");
        LAB.ledger().claim("alive");
        assertThat(LAB.ledger().setBackHeldBy("dead", CRASH, List.of()))
                .containsExactly(entry("a.svs", JobState.QUEUED));
        assertThat(LAB.ledger().status())
                .extracting(JobStatus::state)
                .containsExactly(JobState.QUEUED, JobState.RUNNING);
    }

    @Test
    void oneContentUnderTwoNamesIsOneResult() throws SQLException {
        LAB.ledger().enqueue(List.of(job("a.svs"), job("copy of a.svs")), false);
        ClaimedJob first = LAB.ledger().claim("w").orElseThrow();
        assertThat(LAB.ledger().known(first, cancer(4).sha256())).isEmpty();
        long run = LAB.ledger().complete(first, cancer(4));
        ClaimedJob second = LAB.ledger().claim("w").orElseThrow();
        assertThat(LAB.ledger().known(second, cancer(4).sha256())).hasValue(cancer(4));
        assertThat(LAB.ledger().complete(second, cancer(4))).isEqualTo(run);
        assertThat(LAB.ledger().newestRuns())
                .extracting(stored -> stored.runId() + " " + stored.file())
                .containsExactly(run + " a.svs", run + " copy of a.svs");
        assertThat(LAB.rows("SELECT count(*) FROM acinus.tile")).containsExactly("4");
    }

    @Test
    void forcedRepetitionTakesThePlaceOfTheOneBefore() throws SQLException {
        LAB.ledger().enqueue(List.of(job("a.svs")), false);
        long first = LAB.ledger().complete(LAB.ledger().claim("w").orElseThrow(), cancer(4));
        LAB.ledger().enqueue(List.of(job("a.svs")), true);
        ClaimedJob again = LAB.ledger().claim("w").orElseThrow();
        assertThat(LAB.ledger().known(again, cancer(4).sha256())).isEmpty();
        long second = LAB.ledger().complete(again, result(new SlideOutcome.Rescan("61 % out of focus"), List.of()));
        assertThat(second).isGreaterThan(first);
        assertThat(LAB.rows("SELECT id FROM acinus.run WHERE current")).containsExactly(Long.toString(second));
        assertThat(TestingResults.read(LAB.ledger(), first)).isEqualTo(cancer(4));
    }

    @Test
    void sameNameWithNewContentIsANewRunAndTheOldIsKept() throws SQLException {
        SlideJob before = job("a.svs");
        LAB.ledger().enqueue(List.of(before), false);
        LAB.ledger().complete(LAB.ledger().claim("w").orElseThrow(), ofContent(1, cancer(2)));
        SlideJob after = new SlideJob(before.sourceRoot(), before.file(), 17, before.modified(), before.configHash());
        assertThat(LAB.ledger().enqueue(List.of(after), false)).isEqualTo(1);
        LAB.ledger().complete(LAB.ledger().claim("w").orElseThrow(), ofContent(2, cancer(3)));
        assertThat(LAB.rows("SELECT tiles_total FROM acinus.slide_result")).containsExactly("3");
        assertThat(LAB.rows("SELECT tiles_total FROM acinus.slide_result_history ORDER BY 1"))
                .containsExactly("2", "3");
    }

    /// Eight workers store the same content at once under eight names.
    @Test
    void sameContentStoredAtOnceIsOneResult() throws Exception {
        LAB.ledger()
                .enqueue(IntStream.range(0, 8).mapToObj(i -> job(i + ".svs")).toList(), false);
        SlideResult result = cancer(2_000);
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<Long>> runs = IntStream.range(0, 8)
                    .mapToObj(i -> threads.submit(
                            () -> LAB.ledger().complete(LAB.ledger().claim("w").orElseThrow(), result)))
                    .toList();
            for (Future<Long> run : runs) {
                run.get(30, TimeUnit.SECONDS);
            }
        }
        assertThat(LAB.rows("SELECT count(*) FROM acinus.run")).containsExactly("1");
        assertThat(LAB.rows("SELECT count(*) FROM acinus.tile")).containsExactly("2000");
        assertThat(LAB.ledger().status()).extracting(JobStatus::state).containsOnly(JobState.DONE);
    }

    /// The server ends the session while rows are under way, again and again at other moments.
    @Test
    void cutConnectionInMidCopyLeavesNothingAndTheLedgerGoesOn() throws Exception {
        LAB.ledger().enqueue(List.of(job("a.svs")), false);
        ClaimedJob claim = LAB.ledger().claim("w").orElseThrow();
        SlideResult result = cancer(200_000);
        for (int cut = 0; cut < 3; cut++) {
            try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
                Future<Long> storing = thread.submit(() -> LAB.ledger().complete(claim, result));
                await().pollInterval(Duration.ofMillis(5))
                        .atMost(Duration.ofSeconds(20))
                        .until(() -> !LAB.rows(
                                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'COPY acinus.tile%'")
                                .isEmpty());
                assertThatThrownBy(() -> storing.get(30, TimeUnit.SECONDS)).hasCauseInstanceOf(LedgerException.class);
            }
            assertThat(LAB.rows("SELECT count(*) FROM acinus.tile")).containsExactly("0");
            assertThat(LAB.rows("SELECT count(*) FROM acinus.run")).containsExactly("0");
            assertThat(status().state()).isEqualTo(JobState.RUNNING);
        }
        LAB.ledger().complete(claim, result);
        assertThat(status().state()).isEqualTo(JobState.DONE);
    }

    /// The server's clock is what counts, so the rows are moved and not this test.
    private static void letTimePass(Duration time) throws SQLException {
        LAB.execute(
                "UPDATE acinus.job SET due_at = due_at - interval '%1$d ms', lease_until = lease_until - interval '%1$d ms'"
                        .formatted(time.toMillis() + 1));
    }

    private static JobStatus status() {
        return LAB.ledger().status().getFirst();
    }
}
