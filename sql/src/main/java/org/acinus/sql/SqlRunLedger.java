package org.acinus.sql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.acinus.mil.PackId;
import org.acinus.outcome.SlideOutcome;
import org.acinus.outcome.SlideResult;
import org.acinus.outcome.TileResult;
import org.acinus.outcome.TileSource;
import org.acinus.pipeline.ClaimedJob;
import org.acinus.pipeline.DropLedger;
import org.acinus.pipeline.FaultPoint;
import org.acinus.pipeline.JobState;
import org.acinus.pipeline.JobStatus;
import org.acinus.pipeline.LedgerException;
import org.acinus.pipeline.QueueSettings;
import org.acinus.pipeline.RunLedger;
import org.acinus.pipeline.SlideJob;
import org.acinus.pipeline.StoredRun;
import org.acinus.pipeline.SupervisorLock;
import org.acinus.sql.database.Database;
import org.acinus.sql.queue.AdvisoryLock;
import org.acinus.sql.queue.JobClaims;
import org.acinus.sql.queue.JobIntake;
import org.acinus.sql.queue.JobList;
import org.acinus.sql.results.ResultReader;
import org.acinus.sql.results.ResultWriter;
import org.acinus.sql.results.RunList;
import org.acinus.sql.results.StoredPack;

/// Jobs and results in PostgreSQL.
///
/// A job's `attempt` is its fencing token: it only ever grows, and a write that carries an older one, or
/// comes when the job is not RUNNING any more, changes nothing. Thread-safe. Closing it closes its database.
public final class SqlRunLedger implements RunLedger {
    private final Database database;
    private final QueueSettings settings;
    /// Empty: any.
    private final Set<String> configurations;
    private Optional<SupervisorLock> share = Optional.empty();

    /// A ledger with [QueueSettings#DEFAULT].
    ///
    /// @param database closed with this ledger
    public SqlRunLedger(Database database) {
        this(database, QueueSettings.DEFAULT);
    }

    /// A ledger as patient as the settings say, for jobs of any configuration.
    ///
    /// @param database closed with this ledger
    public SqlRunLedger(Database database, QueueSettings settings) {
        this(database, settings, Set.of());
    }

    /// A ledger that claims jobs of certain configurations.
    ///
    /// @param database closed with this ledger
    /// @param configurations hashes of those that may be claimed; none: any
    public SqlRunLedger(Database database, QueueSettings settings, Set<String> configurations) {
        this.database = database;
        this.settings = settings;
        this.configurations = Set.copyOf(configurations);
    }

    @Override
    public Optional<SupervisorLock> trySupervise() {
        return AdvisoryLock.tryTake(database);
    }

    @Override
    public synchronized boolean tryWatch(Path sourceRoot) {
        if (share.filter(SupervisorLock::isHeld).isEmpty()) {
            share.ifPresent(SupervisorLock::close);
            share = Optional.empty();
            share = AdvisoryLock.tryShare(database);
        }
        if (share.isPresent()) {
            onClaims("write jobs to", claims -> claims.want(sourceRoot));
        }
        return share.isPresent();
    }

    @Override
    public void notePack(PackId pack, boolean demo) {
        database.inTransaction("write packs to", connection -> {
            new StoredPack(connection).note(pack, demo);
            return pack;
        });
    }

    @Override
    public int enqueue(List<SlideJob> jobs, boolean force) {
        return database.inTransaction(
                "write jobs to", connection -> new JobIntake(connection, jobs).write(force, false));
    }

    @Override
    public int enqueueForFiles(List<SlideJob> jobs) {
        return database.inTransaction(
                "write jobs to", connection -> new JobIntake(connection, jobs).write(false, true));
    }

    /// A piece of work at the claims, in one transaction.
    private interface ClaimWork<T> {
        T on(JobClaims claims) throws SQLException;
    }

    private JobClaims claims(Connection connection) {
        return new JobClaims(connection, settings, configurations);
    }

    private <T> T onClaims(String purpose, ClaimWork<T> work) {
        return database.inTransaction(purpose, connection -> work.on(claims(connection)));
    }

    @Override
    public Optional<ClaimedJob> claim(String worker) {
        return onClaims("claim a job in", claims -> claims.claim(worker));
    }

    @Override
    public Optional<Duration> untilDue() {
        return onClaims("read jobs from", JobClaims::untilDue);
    }

    @Override
    public void extend(ClaimedJob claim) {
        onClaims("extend the lease of job " + claim.id() + " in", claims -> {
            claims.extend(claim);
            return claim;
        });
    }

    @Override
    public Optional<SlideResult> known(ClaimedJob claim, String sha256) {
        return database.inTransaction(
                "read results from", connection -> new ResultReader(connection).known(claim, sha256));
    }

    @Override
    public long complete(ClaimedJob claim, SlideResult result) {
        return database.inTransaction("store the result of job " + claim.id() + " in", connection -> {
            JobClaims claims = claims(connection);
            claims.requireHeld(claim);
            int run = new ResultWriter(connection).write(claim, result);
            FaultPoint.COPYING.reach();
            claims.done(claim, run, result.outcome().explanation());
            return (long) run;
        });
    }

    @Override
    public void fail(ClaimedJob claim, SlideOutcome.Failed failure) {
        onClaims("store the failure of job " + claim.id() + " in", claims -> {
            claims.fail(claim, failure);
            return claim;
        });
    }

    @Override
    public JobState setBack(ClaimedJob claim, SlideOutcome.Failed failure, List<String> lastOutput) {
        return onClaims(
                "store the failure of job " + claim.id() + " in", claims -> claims.setBack(claim, failure, lastOutput));
    }

    @Override
    public void giveBack(ClaimedJob claim) {
        onClaims("give job " + claim.id() + " back to", claims -> {
            claims.giveBack(claim);
            return claim;
        });
    }

    @Override
    public Map<String, JobState> setBackHeldBy(String worker, SlideOutcome.Failed failure, List<String> lastOutput) {
        return onClaims("write jobs to", claims -> claims.setBackHeldBy(worker, failure, lastOutput));
    }

    @Override
    public List<String> giveBackHeldBy(String worker) {
        return onClaims("give jobs back to", claims -> claims.giveBackHeldBy(worker));
    }

    @Override
    public List<String> holders() {
        return onClaims("read jobs from", JobClaims::holders);
    }

    @Override
    public DropLedger drops() {
        return new SqlDropLedger(database);
    }

    @Override
    public List<JobStatus> status() {
        return database.inTransaction("read jobs from", JobList::read);
    }

    @Override
    public List<StoredRun> newestRuns() {
        return database.inTransaction("read results from", RunList::newest);
    }

    @Override
    public SlideResult summary(long runId) {
        return database.inTransaction(
                        "read results from", connection -> new ResultReader(connection).readSummary(runId))
                .orElseThrow(() -> noRun(runId));
    }

    @Override
    public TileSource tiles(long runId) {
        return sink -> {
            try {
                database.inTransaction("read tiles from", connection -> {
                    new ResultReader(connection).forEachTile(runId, tile -> pass(tile, sink));
                    return runId;
                });
            } catch (UncheckedIOException refused) {
                throw refused.getCause();
            }
        };
    }

    private static void pass(TileResult tile, TileSource.Sink sink) {
        try {
            sink.accept(tile);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    private static LedgerException noRun(long runId) {
        return new LedgerException("There is no run " + runId + " in the database", null);
    }

    @Override
    public synchronized void close() {
        try {
            share.ifPresent(SupervisorLock::close);
        } finally {
            database.close();
        }
    }
}
