package org.acinus.sql;

import static org.acinus.sql.TestingResults.CRASH;
import static org.acinus.sql.TestingResults.cancer;
import static org.acinus.sql.TestingResults.job;
import static org.acinus.sql.TestingResults.ofContent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.acinus.outcome.FailureCode;
import org.acinus.outcome.SlideOutcome;
import org.acinus.outcome.Stage;
import org.acinus.pipeline.ClaimedJob;
import org.acinus.pipeline.JobState;
import org.acinus.pipeline.JobStatus;
import org.acinus.pipeline.QueueSettings;
import org.acinus.pipeline.SlideJob;
import org.acinus.pipeline.StaleClaimException;
import org.acinus.pipeline.SupervisorLock;
import org.acinus.sql.database.Access;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class JobQueueTest {
    @RegisterExtension
    static final TestingLab LAB = new TestingLab(Access.WORK, QueueSettings.DEFAULT);

    @Test
    void eightWorkersNeverGetOneJobTwice() throws Exception {
        List<SlideJob> jobs = IntStream.range(0, 200)
                .mapToObj(i -> job("slide " + i + ".svs"))
                .toList();
        assertThat(LAB.ledger().enqueue(jobs, false)).isEqualTo(200);
        List<ClaimedJob> claims = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<List<ClaimedJob>>> workers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                workers.add(threads.submit(claimEverything("worker " + i)));
            }
            for (Future<List<ClaimedJob>> worker : workers) {
                claims.addAll(worker.get());
            }
        }
        assertThat(claims).extracting(ClaimedJob::job).containsExactlyInAnyOrderElementsOf(jobs);
        assertThat(claims).extracting(ClaimedJob::attempt).containsOnly(1);
    }

    private static Callable<List<ClaimedJob>> claimEverything(String worker) {
        return () -> {
            List<ClaimedJob> mine = new ArrayList<>();
            for (Optional<ClaimedJob> claim = LAB.ledger().claim(worker);
                    claim.isPresent();
                    claim = LAB.ledger().claim(worker)) {
                mine.add(claim.get());
            }
            return mine;
        };
    }

    @Test
    void oldestJobIsClaimedFirst() {
        LAB.ledger().enqueue(List.of(job("b.svs")), false);
        LAB.ledger().enqueue(List.of(job("c.svs"), job("a.svs"), job("b.svs")), false);
        assertThat(List.of(claim(), claim(), claim()))
                .extracting(claim -> claim.job().file())
                .containsExactly("b.svs", "c.svs", "a.svs");
        assertThat(LAB.ledger().claim("w")).isEmpty();
    }

    @Test
    void staleAttemptChangesNothing() {
        LAB.ledger().enqueue(List.of(job("a.svs")), false);
        ClaimedJob stale = claim();
        LAB.ledger().giveBack(stale);
        assertRefused(stale); // queued again
        ClaimedJob second = claim();
        assertThat(second.attempt()).isEqualTo(2);
        assertRefused(stale); // running under another attempt
        LAB.ledger().complete(second, cancer(2));
        assertRefused(stale); // done
        assertRefused(second); // done already
        assertThat(LAB.ledger().newestRuns()).hasSize(1);
        assertThat(status("a.svs").state()).isEqualTo(JobState.DONE);
    }

    private static void assertRefused(ClaimedJob stale) {
        assertThatThrownBy(() -> LAB.ledger().complete(stale, cancer(1)))
                .isInstanceOf(StaleClaimException.class)
                .hasMessageContaining("job " + stale.id());
        assertThatThrownBy(() -> LAB.ledger().fail(stale, CRASH)).isInstanceOf(StaleClaimException.class);
    }

    @Test
    void finishedSlidesAreKeptUnlessForcedOrChanged() {
        SlideJob done = job("done.svs");
        SlideJob failed = job("failed.svs");
        LAB.ledger().enqueue(List.of(done, failed), false);
        LAB.ledger().complete(claim(), cancer(1));
        LAB.ledger().fail(claim(), new SlideOutcome.Failed(Stage.OPEN, FailureCode.UNSUPPORTED, "no reader knows it"));

        assertThat(LAB.ledger().enqueue(List.of(done, failed), false)).isZero();
        assertThat(status("failed.svs").code()).hasValue("UNSUPPORTED");
        assertThat(status("failed.svs").message()).hasValue("no reader knows it");

        SlideJob touched = new SlideJob(
                done.sourceRoot(), done.file(), done.bytes(), done.modified().plusNanos(1), done.configHash());
        assertThat(LAB.ledger().enqueue(List.of(touched, failed), false)).isEqualTo(1);
        assertThat(claim().job()).isEqualTo(touched);

        assertThat(LAB.ledger().enqueue(List.of(touched, failed), true)).isEqualTo(1); // the first is RUNNING
        assertThat(status("failed.svs")).satisfies(line -> {
            assertThat(line.state()).isEqualTo(JobState.QUEUED);
            assertThat(line.attempts()).isEqualTo(1);
            assertThat(line.code()).isEmpty();
            assertThat(line.message()).isEmpty();
            assertThat(line.waitsFor()).isEmpty();
        });
    }

    @Test
    void otherConfigurationQueuesAgainAndFencesTheWorkerAtIt() {
        LAB.ledger().enqueue(List.of(job("a.svs")), false);
        ClaimedJob old = claim();
        SlideJob job = old.job();
        SlideJob other = new SlideJob(job.sourceRoot(), job.file(), job.bytes(), job.modified(), "other config");
        assertThat(LAB.ledger().enqueue(List.of(other), false)).isEqualTo(1);
        assertThatThrownBy(() -> LAB.ledger().complete(old, cancer(1))).isInstanceOf(StaleClaimException.class);
        assertThat(claim().job().configHash()).isEqualTo("other config");
    }

    @Test
    void sameFileUnderAnotherRootIsAnotherSlide() {
        SlideJob one = job("a.svs");
        SlideJob two = new SlideJob(Path.of("/other"), one.file(), one.bytes(), one.modified(), one.configHash());
        assertThat(LAB.ledger().enqueue(List.of(one, two, one), false)).isEqualTo(2);
        assertThat(LAB.ledger().status()).hasSize(2);
    }

    @Test
    void deadWorkersJobsAreSetBackAndTheOthersGoOn() {
        LAB.ledger().enqueue(List.of(job("a.svs"), job("b.svs"), job("c.svs")), false);
        LAB.ledger().claim("dead");
        ClaimedJob alive = LAB.ledger().claim("alive").orElseThrow();
        assertThat(LAB.ledger().setBackHeldBy("dead", CRASH, List.of()))
                .containsExactly(entry("a.svs", JobState.QUEUED));
        assertThat(LAB.ledger().setBackHeldBy("dead", CRASH, List.of())).isEmpty();
        LAB.ledger().complete(alive, cancer(1));
        assertThat(LAB.ledger().status())
                .extracting(JobStatus::state)
                .containsExactly(JobState.QUEUED, JobState.DONE, JobState.QUEUED);
        assertThat(status("a.svs").tries()).isEqualTo(1);
        assertThat(status("a.svs").code()).hasValue("READER_CRASH");
        assertThat(status("b.svs").outcome()).hasValue("CANCER");
    }

    @Test
    void oneSupervisorAtATime() {
        try (SupervisorLock first = LAB.ledger().trySupervise().orElseThrow()) {
            assertThat(first).isNotNull();
            assertThat(LAB.ledger().trySupervise()).isEmpty();
        }
        SupervisorLock next = LAB.ledger().trySupervise().orElseThrow();
        next.close();
    }

    @Test
    void newSupervisorLeavesWhatItWasNotAskedFor() {
        LAB.ledger().enqueue(List.of(job("old.svs"), job("both.svs")), false);
        LAB.ledger().claim("killed");
        SupervisorLock lock = LAB.ledger().trySupervise().orElseThrow();
        LAB.ledger().giveBackHeldBy("killed");
        assertThat(LAB.ledger().claim("w")).isEmpty();
        assertThat(LAB.ledger().enqueue(List.of(job("both.svs"), job("new.svs")), false))
                .isEqualTo(2);
        assertThat(claim().job().file()).isEqualTo("both.svs");
        assertThat(claim().job().file()).isEqualTo("new.svs");
        assertThat(LAB.ledger().claim("w")).isEmpty();
        assertThat(status("old.svs").state()).isEqualTo(JobState.QUEUED);
        lock.close();
    }

    @Test
    void hostileNamesAreKeptVerbatim() throws SQLException {
        List<String> names = List.of(
                "x'); DROP TABLE acinus.job;--.svs",
                "line\nbreak\r\ttab.svs",
                "\u202Egnp.svs",
                "é.svs",
                "e\u0301.svs",
                "\uD83D\uDD2C {} , \\ \" NULL.svs",
                "-leading \u0001\u007F.svs",
                "n".repeat(251) + ".svs",
                ("d".repeat(250) + "/").repeat(16) + "deep.svs");
        assertThat(LAB.ledger().enqueue(names.stream().map(TestingResults::job).toList(), false))
                .isEqualTo(names.size());
        for (String name : names) {
            ClaimedJob claim = claim();
            assertThat(claim.job()).isEqualTo(job(name));
            LAB.ledger().complete(claim, ofContent(claim.attempt() + names.indexOf(name), cancer(1)));
        }
        assertThat(LAB.ledger().status()).extracting(JobStatus::file).containsExactlyInAnyOrderElementsOf(names);
        assertThat(LAB.rows("SELECT DISTINCT file FROM acinus.tile_result")).containsExactlyInAnyOrderElementsOf(names);
    }

    @Test
    void messageThatQuotesABrokenFileIsRecorded() {
        LAB.ledger().enqueue(List.of(job("a.svs")), false);
        LAB.ledger().fail(claim(), new SlideOutcome.Failed(Stage.OPEN, FailureCode.CORRUPT, "bad tag \0\uD800 here"));
        assertThat(status("a.svs").message()).hasValue("bad tag \uFFFD\uFFFD here");
    }

    @Test
    void jobStatusViewHasTheContractsColumns() throws SQLException {
        LAB.ledger().enqueue(List.of(job("a.svs")), false);
        LAB.ledger().fail(claim(), CRASH);
        assertThat(LAB.rows("SELECT (job_status.*)::text FROM acinus.job_status"))
                .containsExactly("(a.svs,FAILED,1,,READER_CRASH,\"The worker died (signal 11)\")");
        assertThat(TestingServer.columns(LAB.server(), "job_status"))
                .containsExactly(
                        "file text",
                        "state text",
                        "attempts integer",
                        "lease_until timestamp with time zone",
                        "code text",
                        "message text");
    }

    private static ClaimedJob claim() {
        return LAB.ledger().claim("w").orElseThrow();
    }

    private static JobStatus status(String file) {
        return LAB.ledger().status().stream()
                .filter(line -> line.file().equals(file))
                .findFirst()
                .orElseThrow();
    }
}
