package org.acinus.pipeline;

import java.util.List;
import java.util.Optional;
import org.acinus.outcome.SlideOutcome;
import org.acinus.outcome.SlideResult;

/// Jobs and results: the port that `org.acinus.sql` implements on PostgreSQL.
///
/// Thread-safe. Every method is one transaction. All of them throw [LedgerException] where the database
/// cannot be reached or refuses. File names, also hostile ones, are kept verbatim.
public interface RunLedger extends AutoCloseable {

    /// Makes the caller the database's one supervisor; empty where another process is.
    ///
    /// What an interrupted run left in the queue stays QUEUED but is not claimed before [#enqueue] names it
    /// again: it may ask for another configuration.
    Optional<SupervisorLock> trySupervise();

    /// Says which slides are wanted.
    ///
    /// A slide that is DONE, FAILED or QUARANTINED already with the same bytes, time and configuration keeps
    /// its state, unless `force`; one that is RUNNING with them goes on; any other is QUEUED.
    ///
    /// @return how many of these jobs are QUEUED now
    int enqueue(List<SlideJob> jobs, boolean force);

    /// Takes the oldest queued job (`FOR UPDATE SKIP LOCKED`), counting the attempt.
    ///
    /// @param worker who takes it
    Optional<ClaimedJob> claim(String worker);

    /// Stores a result with all its tile rows and sets the job DONE, all or nothing.
    ///
    /// @return the run's id
    /// @throws StaleClaimException where the claim is no longer the caller's
    long complete(ClaimedJob claim, SlideResult result);

    /// Sets the job FAILED.
    ///
    /// @throws StaleClaimException where the claim is no longer the caller's
    void fail(ClaimedJob claim, SlideOutcome.Failed failure);

    /// Sets every job that a dead worker still holds FAILED.
    ///
    /// @return the files concerned
    List<String> failHeldBy(String worker, SlideOutcome.Failed failure);

    /// Puts jobs that are RUNNING back in the queue: called by a supervisor that knows no worker is alive.
    ///
    /// @return how many
    int requeueRunning();

    /// Every job, by file.
    List<JobStatus> status();

    /// The newest finished run of each slide, by file.
    List<StoredRun> newestRuns();

    /// What a run found, its tiles row-major.
    ///
    /// @param runId from [#newestRuns] or [#complete]
    /// @throws LedgerException where there is no such run
    SlideResult result(long runId);

    @Override
    void close();
}
