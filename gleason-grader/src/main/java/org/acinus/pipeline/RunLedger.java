package org.acinus.pipeline;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.acinus.mil.PackId;
import org.acinus.outcome.SlideOutcome;
import org.acinus.outcome.SlideResult;
import org.acinus.outcome.TileSource;

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

    /// Shares the database with other watchers until this ledger is closed, while no supervisor of [#trySupervise]
    /// works on it. Slides of the folder that lie in the queue are wanted, whoever was not asked for them before.
    ///
    /// To be asked again now and then: a server that was started again has forgotten its watchers.
    ///
    /// @param sourceRoot of the watched folder
    /// @return whether no supervisor works on it
    boolean tryWatch(Path sourceRoot);

    /// Says what a pack is, which its results alone do not tell: what a demonstration said is marked wherever it is
    /// shown. What was said of a pack once stays.
    void notePack(PackId pack, boolean demo);

    /// Says which slides are wanted.
    ///
    /// A slide that is DONE, FAILED or QUARANTINED already with the same bytes, time and configuration keeps
    /// its state, unless `force`; one that is RUNNING with them goes on; any other is QUEUED.
    ///
    /// @return how many of these jobs are QUEUED now
    int enqueue(List<SlideJob> jobs, boolean force);

    /// Says likewise which slides are wanted, and that those that are DONE want their files again: they are QUEUED,
    /// and answered by the results that they have.
    ///
    /// @return how many of these jobs are QUEUED now
    int enqueueForFiles(List<SlideJob> jobs);

    /// Takes the job that has been due longest (`FOR UPDATE SKIP LOCKED`), counting the attempt.
    ///
    /// A ledger that was opened for certain configurations passes over jobs of others. Jobs whose lease has ended
    /// are first set back like failed ones. The claim lasts for the lease of the ledger's [QueueSettings], by the
    /// database's clock, and longer where [#extend] says so.
    ///
    /// @param worker who takes it
    Optional<ClaimedJob> claim(String worker);

    /// How long until a job may be claimed here that cannot be now: the end of a back-off or of somebody's lease.
    /// Zero where one is due; empty where nothing is queued or running.
    Optional<Duration> untilDue();

    /// Heartbeat: the lease begins anew.
    ///
    /// @throws StaleClaimException where the claim is no longer the caller's, who should stop working at it
    void extend(ClaimedJob claim);

    /// The result that this content already has under the job's configuration and at its site, unless the job was
    /// forced.
    ///
    /// @param sha256 of the slide's content, 64 hex digits
    Optional<SlideResult> known(ClaimedJob claim, String sha256);

    /// Stores a result with all its tile rows and sets the job DONE, all or nothing.
    ///
    /// Where the same content has a result under the same configuration at the same site, the job is answered by
    /// that one, and nothing but that is stored: one result under two names.
    ///
    /// @return the run's id
    /// @throws StaleClaimException where the claim is no longer the caller's
    long complete(ClaimedJob claim, SlideResult result);

    /// Sets the job FAILED: no retry helps.
    ///
    /// @throws StaleClaimException where the claim is no longer the caller's
    void fail(ClaimedJob claim, SlideOutcome.Failed failure);

    /// Counts a failed try: the job is QUEUED again after a back-off, or QUARANTINED when its tries are used up.
    ///
    /// @param lastOutput the worker's last lines; cleaned and cut before they are stored
    /// @return QUEUED or QUARANTINED
    /// @throws StaleClaimException where the claim is no longer the caller's
    JobState setBack(ClaimedJob claim, SlideOutcome.Failed failure, List<String> lastOutput);

    /// Puts a job back in the queue as it was, due at once, no try counted: for a worker that is told to stop.
    ///
    /// @throws StaleClaimException where the claim is no longer the caller's
    void giveBack(ClaimedJob claim);

    /// Counts a failed try of every job that a dead worker still holds, as [#setBack] does.
    ///
    /// @return the files concerned, each with its state now: QUEUED or QUARANTINED
    Map<String, JobState> setBackHeldBy(String worker, SlideOutcome.Failed failure, List<String> lastOutput);

    /// Puts every job that a worker holds back in the queue as it was, due at once, no try counted: for a
    /// supervisor that has ended this worker to stop.
    ///
    /// @return the files concerned
    List<String> giveBackHeldBy(String worker);

    /// The workers that hold jobs now, alive or not.
    List<String> holders();

    /// What a watched folder needs; lives as long as this ledger.
    DropLedger drops();

    /// Every job, by file.
    List<JobStatus> status();

    /// The newest finished run of each slide, by file.
    List<StoredRun> newestRuns();

    /// What a run found, without its tiles: they are had from [#tiles].
    ///
    /// @param runId from [#newestRuns] or [#complete]
    /// @throws LedgerException where there is no such run
    SlideResult summary(long runId);

    /// A run's tiles, row-major, which stay in the database: each time somebody goes through them is one
    /// transaction, in which a few thousand of them are in memory.
    ///
    /// @param runId from [#newestRuns] or [#complete]
    TileSource tiles(long runId);

    @Override
    void close();
}
