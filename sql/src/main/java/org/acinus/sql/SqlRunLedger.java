package org.acinus.sql;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.acinus.outcome.SlideOutcome;
import org.acinus.outcome.SlideResult;
import org.acinus.pipeline.ClaimedJob;
import org.acinus.pipeline.JobState;
import org.acinus.pipeline.JobStatus;
import org.acinus.pipeline.LedgerException;
import org.acinus.pipeline.RunLedger;
import org.acinus.pipeline.SlideJob;
import org.acinus.pipeline.StaleClaimException;
import org.acinus.pipeline.StoredRun;
import org.acinus.pipeline.SupervisorLock;

/// Jobs and results in PostgreSQL.
///
/// A job's `attempt` is its fencing token: it only ever grows, and a write that carries an older one, or
/// comes when the job is not RUNNING any more, changes nothing. Thread-safe. Closing it closes its database.
public final class SqlRunLedger implements RunLedger {
    private final Database database;

    /// @param database closed with this ledger
    public SqlRunLedger(Database database) {
        this.database = database;
    }

    @Override
    public Optional<SupervisorLock> trySupervise() {
        return AdvisoryLock.tryTake(database);
    }

    @Override
    public int enqueue(List<SlideJob> jobs, boolean force) {
        Map<Key, SlideJob> wanted = new LinkedHashMap<>();
        jobs.forEach(job -> wanted.put(new Key(job.sourceRoot().toString(), job.file()), job));
        return database.inTransaction("write jobs to", connection -> enqueue(connection, wanted, force));
    }

    /// What makes two jobs one.
    private record Key(String sourceRoot, String file) {
        byte[] sha256() {
            try {
                byte[] text = (sourceRoot + '\0' + file).getBytes(StandardCharsets.UTF_8);
                return MessageDigest.getInstance("SHA-256").digest(text);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("Every JDK has SHA-256", e);
            }
        }
    }

    private static int enqueue(Connection connection, Map<Key, SlideJob> jobs, boolean force) throws SQLException {
        byte[][] keys = jobs.keySet().stream().map(Key::sha256).toArray(byte[][]::new);
        try (PreparedStatement name =
                connection.prepareStatement("UPDATE acinus.job SET wanted = true WHERE slide_key = ANY (?)")) {
            name.setArray(1, connection.createArrayOf("bytea", keys));
            name.executeUpdate();
        }
        try (PreparedStatement upsert = connection.prepareStatement("""
                INSERT INTO acinus.job AS job (slide_key, source_root, file, bytes, modified, config_hash)
                SELECT * FROM unnest(?::bytea[], ?::text[], ?::text[], ?::bigint[], ?::text[], ?::text[])
                ON CONFLICT (slide_key) DO UPDATE SET
                    bytes = excluded.bytes, modified = excluded.modified, config_hash = excluded.config_hash,
                    queued_at = CASE job.state WHEN 'QUEUED' THEN job.queued_at ELSE now() END,
                    state = 'QUEUED', worker = NULL, lease_until = NULL, stage = NULL, code = NULL, message = NULL
                WHERE job.state IN ('WAITING', 'QUEUED')
                    OR (? AND job.state <> 'RUNNING')
                    OR (job.bytes, job.modified, job.config_hash)
                        <> (excluded.bytes, excluded.modified, excluded.config_hash)""")) {
            upsert.setArray(1, connection.createArrayOf("bytea", keys));
            upsert.setArray(2, texts(connection, jobs, job -> job.sourceRoot().toString()));
            upsert.setArray(3, texts(connection, jobs, SlideJob::file));
            upsert.setArray(
                    4,
                    connection.createArrayOf(
                            "int8", jobs.values().stream().map(SlideJob::bytes).toArray(Long[]::new)));
            upsert.setArray(5, texts(connection, jobs, job -> job.modified().toString()));
            upsert.setArray(6, texts(connection, jobs, SlideJob::configHash));
            upsert.setBoolean(7, force);
            return upsert.executeUpdate();
        }
    }

    private static java.sql.Array texts(
            Connection connection, Map<Key, SlideJob> jobs, Function<SlideJob, String> field) throws SQLException {
        return connection.createArrayOf(
                "text", jobs.values().stream().map(field).toArray(String[]::new));
    }

    @Override
    public Optional<ClaimedJob> claim(String worker) {
        return database.inTransaction("claim a job in", connection -> {
            try (PreparedStatement claim = connection.prepareStatement("""
                    UPDATE acinus.job SET state = 'RUNNING', worker = ?, attempt = attempt + 1
                    WHERE id = (SELECT id FROM acinus.job WHERE state = 'QUEUED' AND wanted
                                ORDER BY queued_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
                    RETURNING id, attempt, source_root, file, bytes, modified, config_hash""")) {
                claim.setString(1, worker);
                try (ResultSet row = claim.executeQuery()) {
                    return row.next() ? Optional.of(claimed(row)) : Optional.empty();
                }
            }
        });
    }

    private static ClaimedJob claimed(ResultSet row) throws SQLException {
        SlideJob job = new SlideJob(
                Path.of(row.getString("source_root")),
                row.getString("file"),
                row.getLong("bytes"),
                Instant.parse(row.getString("modified")),
                row.getString("config_hash"));
        return new ClaimedJob(row.getLong("id"), row.getInt("attempt"), job);
    }

    @Override
    public long complete(ClaimedJob claim, SlideResult result) {
        return database.inTransaction("store the result of job " + claim.id() + " in", connection -> {
            try (PreparedStatement done = connection.prepareStatement("""
                    UPDATE acinus.job SET state = 'DONE', worker = NULL, lease_until = NULL, message = ?
                    WHERE id = ? AND attempt = ? AND state = 'RUNNING'""")) {
                done.setString(
                        1, result.outcome().explanation().map(StoredText::of).orElse(null));
                done.setLong(2, claim.id());
                done.setInt(3, claim.attempt());
                requireHeld(claim, done.executeUpdate());
            }
            return (long) new ResultWriter(connection).write(claim, result);
        });
    }

    @Override
    public void fail(ClaimedJob claim, SlideOutcome.Failed failure) {
        database.inTransaction("store the failure of job " + claim.id() + " in", connection -> {
            try (PreparedStatement failed = connection.prepareStatement("""
                    UPDATE acinus.job
                    SET state = 'FAILED', worker = NULL, lease_until = NULL, stage = ?, code = ?, message = ?
                    WHERE id = ? AND attempt = ? AND state = 'RUNNING'""")) {
                setFailure(failed, failure);
                failed.setLong(4, claim.id());
                failed.setInt(5, claim.attempt());
                requireHeld(claim, failed.executeUpdate());
                return claim.id();
            }
        });
    }

    private static void requireHeld(ClaimedJob claim, int rowsChanged) {
        if (rowsChanged == 0) {
            throw new StaleClaimException("Attempt " + claim.attempt() + " at job " + claim.id()
                    + " is no longer the one that counts: what it found was not stored");
        }
    }

    private static void setFailure(PreparedStatement statement, SlideOutcome.Failed failure) throws SQLException {
        statement.setString(1, failure.stage().name());
        statement.setString(2, failure.code().name());
        statement.setString(3, StoredText.of(failure.message()));
    }

    @Override
    public List<String> failHeldBy(String worker, SlideOutcome.Failed failure) {
        return database.inTransaction("write jobs to", connection -> {
            try (PreparedStatement failed = connection.prepareStatement("""
                    UPDATE acinus.job
                    SET state = 'FAILED', worker = NULL, lease_until = NULL, stage = ?, code = ?, message = ?
                    WHERE worker = ? AND state = 'RUNNING' RETURNING file""")) {
                setFailure(failed, failure);
                failed.setString(4, worker);
                return list(failed, row -> row.getString(1));
            }
        });
    }

    @Override
    public int requeueRunning() {
        return database.inTransaction("write jobs to", connection -> {
            try (Statement requeue = connection.createStatement()) {
                return requeue.executeUpdate("UPDATE acinus.job SET state = 'QUEUED', worker = NULL, lease_until = NULL"
                        + " WHERE state = 'RUNNING'");
            }
        });
    }

    @Override
    public List<JobStatus> status() {
        return database.inTransaction("read jobs from", connection -> {
            try (PreparedStatement select = connection.prepareStatement("""
                    SELECT job.source_root, job.file, job.state, job.code, job.attempt, job.message,
                        CASE job.state WHEN 'DONE' THEN run.outcome END AS outcome
                    FROM acinus.job
                    LEFT JOIN acinus.run ON run.job_id = job.id AND run.attempt = job.attempt
                    ORDER BY job.file COLLATE "C", job.source_root COLLATE "C\"""")) {
                return list(select, SqlRunLedger::status);
            }
        });
    }

    private static JobStatus status(ResultSet row) throws SQLException {
        return new JobStatus(
                Path.of(row.getString("source_root")),
                row.getString("file"),
                JobState.valueOf(row.getString("state")),
                Optional.ofNullable(row.getString("outcome")),
                Optional.ofNullable(row.getString("code")),
                row.getInt("attempt"),
                Optional.ofNullable(row.getString("message")));
    }

    @Override
    public List<StoredRun> newestRuns() {
        return database.inTransaction("read results from", connection -> {
            try (PreparedStatement select = connection.prepareStatement("""
                    SELECT run_id, source_root, file FROM acinus.slide_result
                    ORDER BY file COLLATE "C", source_root COLLATE "C\"""")) {
                return list(
                        select,
                        row -> new StoredRun(
                                row.getLong("run_id"), Path.of(row.getString("source_root")), row.getString("file")));
            }
        });
    }

    @Override
    public SlideResult result(long runId) {
        return database.inTransaction("read results from", connection -> new ResultReader(connection).read(runId))
                .orElseThrow(() -> new LedgerException("There is no run " + runId + " in the database", null));
    }

    @Override
    public void close() {
        database.close();
    }

    private interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private static <T> List<T> list(PreparedStatement statement, RowReader<T> reader) throws SQLException {
        List<T> rows = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                rows.add(reader.read(row));
            }
        }
        return rows;
    }
}
