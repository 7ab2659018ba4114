package org.acinus.sql;

import static org.acinus.sql.TestingResults.CRASH;
import static org.acinus.sql.TestingResults.cancer;
import static org.acinus.sql.TestingResults.job;
import static org.acinus.sql.TestingResults.ofContent;
import static org.acinus.sql.TestingResults.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
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
import org.acinus.sql.database.Database;
import org.acinus.sql.queue.JobDesk;
import org.acinus.sql.server.EmbeddedServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Workers that go silent, tries that fail, connections that are cut.
final class LeaseTest {
    private static final QueueSettings SETTINGS = new QueueSettings(Duration.ofMinutes(2), 3, Duration.ofMinutes(1));

    @TempDir
    private static Path workspace;

    private static EmbeddedServer server;
    private static Database database;
    private static SqlRunLedger ledger;

    @BeforeAll
    static void start() {
        server = EmbeddedServer.open(workspace, TestingServer.cache());
        database = Database.inWorkspace(workspace, TestingServer.cache(), "test");
        ledger = new SqlRunLedger(database, SETTINGS);
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

    @Test
    void silentWorkersJobIsTakenUpByAnotherAndItsOwnWriteIsRefused() throws SQLException {
        ledger.enqueue(List.of(job("a.svs")), false);
        ClaimedJob silent = ledger.claim("silent").orElseThrow();
        assertThat(ledger.claim("other")).isEmpty();
        letTimePass(Duration.ofMinutes(2));
        assertThat(ledger.claim("other")).as("waits out its back-off").isEmpty();
        assertThat(status()).satisfies(line -> {
            assertThat(line.state()).isEqualTo(JobState.QUEUED);
            assertThat(line.code()).hasValue("WORKER_LOST");
            assertThat(line.tries()).isEqualTo(1);
            assertThat(line.waitsFor())
                    .hasValueSatisfying(wait -> assertThat(wait).isPositive());
        });
        letTimePass(Duration.ofMinutes(1));
        ClaimedJob other = ledger.claim("other").orElseThrow();
        assertThat(other.attempt()).isEqualTo(2);
        assertThatThrownBy(() -> ledger.complete(silent, cancer(1))).isInstanceOf(StaleClaimException.class);
        assertThatThrownBy(() -> ledger.extend(silent)).isInstanceOf(StaleClaimException.class);
        assertThatThrownBy(() -> ledger.giveBack(silent)).isInstanceOf(StaleClaimException.class);
        assertThatThrownBy(() -> ledger.setBack(silent, CRASH, List.of())).isInstanceOf(StaleClaimException.class);
        ledger.complete(other, cancer(1));
        assertThat(ledger.newestRuns()).hasSize(1);
    }

    @Test
    void heartbeatKeepsTheClaim() throws SQLException {
        ledger.enqueue(List.of(job("a.svs")), false);
        ClaimedJob claim = ledger.claim("w").orElseThrow();
        letTimePass(Duration.ofSeconds(100));
        ledger.extend(claim);
        letTimePass(Duration.ofSeconds(100));
        assertThat(ledger.claim("other")).isEmpty();
        ledger.complete(claim, cancer(1));
    }

    @Test
    void backOffDoublesAndThreeTriesAreEnough() throws SQLException {
        ledger.enqueue(List.of(job("a.svs")), false);
        List<String> said = List.of("Patient: Erika Mustermann", "Segmentation fault");
        assertThat(ledger.setBack(ledger.claim("w").orElseThrow(), CRASH, said)).isEqualTo(JobState.QUEUED);
        assertThat(ledger.untilDue())
                .hasValueSatisfying(wait -> assertThat(wait).isBetween(Duration.ofSeconds(50), Duration.ofMinutes(1)));
        letTimePass(Duration.ofMinutes(1));
        assertThat(ledger.setBack(ledger.claim("w").orElseThrow(), CRASH, said)).isEqualTo(JobState.QUEUED);
        assertThat(ledger.untilDue())
                .hasValueSatisfying(wait -> assertThat(wait).isBetween(Duration.ofSeconds(110), Duration.ofMinutes(2)));
        letTimePass(Duration.ofMinutes(2));
        assertThat(ledger.setBack(ledger.claim("w").orElseThrow(), CRASH, said)).isEqualTo(JobState.QUARANTINED);
        assertThat(ledger.untilDue()).isEmpty();
        assertThat(ledger.claim("w")).isEmpty();
        assertThat(new JobDesk(database).quarantined()).singleElement().satisfies(held -> {
            assertThat(held.file()).isEqualTo("a.svs");
            assertThat(held.code()).isEqualTo("READER_CRASH");
            assertThat(held.attempts()).isEqualTo(3);
            assertThat(held.lastOutput()).hasValue("(1 line not kept)\nSegmentation fault");
        });
        assertThat(ledger.enqueue(List.of(job("a.svs")), false))
                .as("not by itself")
                .isZero();
    }

    @Test
    void releasedAndRetriedJobsHaveAllTheirTries() throws SQLException {
        ledger.enqueue(List.of(job("a.svs"), job("b.svs"), job("c.svs")), false);
        SqlRunLedger impatient = new SqlRunLedger(database, new QueueSettings(Duration.ofMinutes(1), 1, Duration.ZERO));
        impatient.setBack(impatient.claim("w").orElseThrow(), CRASH, List.of());
        ledger.fail(ledger.claim("w").orElseThrow(), CRASH);
        ledger.setBack(ledger.claim("w").orElseThrow(), CRASH, List.of());
        JobDesk desk = new JobDesk(database);
        assertThat(desk.unknown(List.of("a.svs", "/slides/b.svs", "d.svs"))).containsExactly("d.svs");
        assertThat(desk.release(List.of("b.svs"))).isEmpty();
        assertThat(desk.release(List.of("/slides/a.svs"))).containsExactly("a.svs");
        assertThat(desk.retry(List.of())).containsExactly("b.svs", "c.svs");
        assertThat(ledger.status()).allSatisfy(line -> {
            assertThat(line.state()).isEqualTo(JobState.QUEUED);
            assertThat(line.tries()).isZero();
            assertThat(line.waitsFor()).isEmpty();
        });
    }

    @Test
    void jobThatIsGivenBackIsDueAtOnceAndCountsNoTry() {
        ledger.enqueue(List.of(job("a.svs")), false);
        ledger.giveBack(ledger.claim("w").orElseThrow());
        assertThat(status().tries()).isZero();
        assertThat(ledger.claim("w").orElseThrow().attempt()).isEqualTo(2);
    }

    @Test
    void deadWorkersJobsAreSetBack() {
        ledger.enqueue(List.of(job("a.svs"), job("b.svs")), false);
        ledger.claim("dead");
        ledger.claim("alive");
        assertThat(ledger.setBackHeldBy("dead", CRASH, List.of())).containsExactly("a.svs");
        assertThat(ledger.status()).extracting(JobStatus::state).containsExactly(JobState.QUEUED, JobState.RUNNING);
    }

    @Test
    void oneContentUnderTwoNamesIsOneResult() throws SQLException {
        ledger.enqueue(List.of(job("a.svs"), job("copy of a.svs")), false);
        ClaimedJob first = ledger.claim("w").orElseThrow();
        assertThat(ledger.known(first, cancer(4).sha256())).isEmpty();
        long run = ledger.complete(first, cancer(4));
        ClaimedJob second = ledger.claim("w").orElseThrow();
        assertThat(ledger.known(second, cancer(4).sha256())).hasValue(cancer(4));
        assertThat(ledger.complete(second, cancer(4))).isEqualTo(run);
        assertThat(ledger.newestRuns())
                .extracting(stored -> stored.runId() + " " + stored.file())
                .containsExactly(run + " a.svs", run + " copy of a.svs");
        assertThat(TestingServer.rows(server, "SELECT count(*) FROM acinus.tile"))
                .containsExactly("4");
    }

    @Test
    void forcedRepetitionTakesThePlaceOfTheOneBefore() throws SQLException {
        ledger.enqueue(List.of(job("a.svs")), false);
        long first = ledger.complete(ledger.claim("w").orElseThrow(), cancer(4));
        ledger.enqueue(List.of(job("a.svs")), true);
        ClaimedJob again = ledger.claim("w").orElseThrow();
        assertThat(ledger.known(again, cancer(4).sha256())).isEmpty();
        long second = ledger.complete(again, result(new SlideOutcome.Rescan("61 % out of focus"), List.of()));
        assertThat(second).isGreaterThan(first);
        assertThat(TestingServer.rows(server, "SELECT id FROM acinus.run WHERE current"))
                .containsExactly(Long.toString(second));
        assertThat(TestingResults.read(ledger, first)).isEqualTo(cancer(4));
    }

    @Test
    void sameNameWithNewContentIsANewRunAndTheOldIsKept() throws SQLException {
        SlideJob before = job("a.svs");
        ledger.enqueue(List.of(before), false);
        ledger.complete(ledger.claim("w").orElseThrow(), ofContent(1, cancer(2)));
        SlideJob after = new SlideJob(before.sourceRoot(), before.file(), 17, before.modified(), before.configHash());
        assertThat(ledger.enqueue(List.of(after), false)).isEqualTo(1);
        ledger.complete(ledger.claim("w").orElseThrow(), ofContent(2, cancer(3)));
        assertThat(TestingServer.rows(server, "SELECT tiles_total FROM acinus.slide_result"))
                .containsExactly("3");
        assertThat(TestingServer.rows(server, "SELECT tiles_total FROM acinus.slide_result_history ORDER BY 1"))
                .containsExactly("2", "3");
    }

    /// Eight workers store the same content at once under eight names.
    @Test
    void sameContentStoredAtOnceIsOneResult() throws Exception {
        ledger.enqueue(IntStream.range(0, 8).mapToObj(i -> job(i + ".svs")).toList(), false);
        SlideResult result = cancer(2_000);
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<Long>> runs = IntStream.range(0, 8)
                    .mapToObj(i -> threads.submit(
                            () -> ledger.complete(ledger.claim("w").orElseThrow(), result)))
                    .toList();
            for (Future<Long> run : runs) {
                run.get(30, TimeUnit.SECONDS);
            }
        }
        assertThat(TestingServer.rows(server, "SELECT count(*) FROM acinus.run"))
                .containsExactly("1");
        assertThat(TestingServer.rows(server, "SELECT count(*) FROM acinus.tile"))
                .containsExactly("2000");
        assertThat(ledger.status()).extracting(JobStatus::state).containsOnly(JobState.DONE);
    }

    /// The server ends the session while rows are under way, again and again at other moments.
    @Test
    void cutConnectionInMidCopyLeavesNothingAndTheLedgerGoesOn() throws Exception {
        ledger.enqueue(List.of(job("a.svs")), false);
        ClaimedJob claim = ledger.claim("w").orElseThrow();
        SlideResult result = cancer(200_000);
        for (int cut = 0; cut < 3; cut++) {
            try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
                Future<Long> storing = thread.submit(() -> ledger.complete(claim, result));
                await().pollInterval(Duration.ofMillis(5))
                        .atMost(Duration.ofSeconds(20))
                        .until(() -> !TestingServer.rows(
                                        server,
                                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'COPY acinus.tile%'")
                                .isEmpty());
                assertThatThrownBy(() -> storing.get(30, TimeUnit.SECONDS)).hasCauseInstanceOf(LedgerException.class);
            }
            assertThat(TestingServer.rows(server, "SELECT count(*) FROM acinus.tile"))
                    .containsExactly("0");
            assertThat(TestingServer.rows(server, "SELECT count(*) FROM acinus.run"))
                    .containsExactly("0");
            assertThat(status().state()).isEqualTo(JobState.RUNNING);
        }
        ledger.complete(claim, result);
        assertThat(status().state()).isEqualTo(JobState.DONE);
    }

    /// The server's clock is what counts, so the rows are moved and not this test.
    private static void letTimePass(Duration time) throws SQLException {
        TestingServer.execute(
                server,
                "UPDATE acinus.job SET due_at = due_at - interval '%1$d ms', lease_until = lease_until - interval '%1$d ms'"
                        .formatted(time.toMillis() + 1));
    }

    private static JobStatus status() {
        return ledger.status().getFirst();
    }
}
