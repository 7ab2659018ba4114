package org.acinus.sql;

import java.nio.file.Path;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.acinus.outcome.FailureCode;
import org.acinus.outcome.Stage;
import org.acinus.pipeline.DropLedger;
import org.acinus.pipeline.JobState;
import org.acinus.sql.connection.Rows;
import org.acinus.sql.connection.StoredText;
import org.acinus.sql.database.Database;
import org.acinus.sql.queue.JobIntake;
import org.acinus.sql.queue.JobList;

/// Slides at the gate, and errands, in PostgreSQL. Thread-safe. The database stays the caller's.
final class SqlDropLedger implements DropLedger {
    private final Database database;

    SqlDropLedger(Database database) {
        this.database = database;
    }

    @Override
    public void hold(List<Held> slides) {
        keep(slides, JobState.WAITING);
    }

    @Override
    public void reject(List<Held> slides) {
        keep(slides, JobState.FAILED);
    }

    private void keep(List<Held> slides, JobState state) {
        if (slides.isEmpty()) {
            return;
        }
        database.inTransaction(
                "write jobs to",
                connection -> new JobIntake(
                                connection, slides.stream().map(Held::slide).toList())
                        .keepAt(state, slides));
    }

    @Override
    public int withdraw(Path sourceRoot, List<Path> files) {
        if (files.isEmpty()) {
            return 0;
        }
        return database.inTransaction("write jobs to", connection -> {
            try (PreparedStatement gone = connection.prepareStatement("""
                    UPDATE acinus.job SET state = 'FAILED', changed_at = now(), stage = ?, code = ?, message = ?
                    WHERE slide_key = ANY (?) AND state IN ('WAITING', 'QUEUED')""")) {
                gone.setString(1, Stage.INTAKE.name());
                gone.setString(2, FailureCode.GONE.name());
                gone.setString(3, "the file was taken away before it was read");
                gone.setArray(4, keys(connection, sourceRoot, files));
                return gone.executeUpdate();
            }
        });
    }

    private static Array keys(Connection connection, Path sourceRoot, List<Path> files) throws SQLException {
        byte[][] keys = files.stream()
                .map(file -> JobIntake.key(sourceRoot.toString(), file.toString()))
                .toArray(byte[][]::new);
        return connection.createArrayOf("bytea", keys);
    }

    @Override
    public int moveAgain(Path sourceRoot, List<Path> files) {
        if (files.isEmpty()) {
            return 0;
        }
        return database.inTransaction("write errands to", connection -> {
            try (PreparedStatement again = connection.prepareStatement("""
                    UPDATE acinus.errand SET done = false, tries = 0, due_at = now()
                    FROM acinus.job
                    WHERE job.id = errand.job_id AND job.attempt = errand.attempt AND errand.kind = 'MOVE'
                        AND errand.done AND job.slide_key = ANY (?)""")) {
                again.setArray(1, keys(connection, sourceRoot, files));
                return again.executeUpdate();
            }
        });
    }

    @Override
    public int noteErrands(Path sourceRoot, Set<ErrandKind> kinds) {
        return database.inTransaction("write errands to", connection -> {
            try (PreparedStatement insert = connection.prepareStatement("""
                    INSERT INTO acinus.errand (job_id, attempt, kind)
                    SELECT job.id, job.attempt, kind
                    FROM acinus.job CROSS JOIN unnest(?::text[]) AS kind
                    WHERE source_root = ? AND state IN ('DONE', 'FAILED', 'QUARANTINED')
                        AND code IS DISTINCT FROM 'GONE'
                        AND NOT EXISTS (SELECT FROM acinus.errand AS known
                            WHERE known.job_id = job.id AND known.attempt = job.attempt AND known.kind = kind)
                    ON CONFLICT DO NOTHING""")) {
                insert.setArray(1, names(connection, kinds));
                insert.setString(2, sourceRoot.toString());
                return insert.executeUpdate();
            }
        });
    }

    @Override
    public Optional<Errand> takeErrand(Path sourceRoot, Set<ErrandKind> kinds) {
        return database.inTransaction("read errands from", connection -> {
            try (PreparedStatement take = connection.prepareStatement("""
                    UPDATE acinus.errand SET due_at = now() + interval '2 minutes', tries = errand.tries + 1
                    FROM acinus.job
                    LEFT JOIN acinus.run ON run.id = job.result_run
                    LEFT JOIN acinus.pack ON pack.id = run.pack_id
                    WHERE job.id = errand.job_id AND (errand.job_id, errand.attempt, errand.kind) = (
                        SELECT due.job_id, due.attempt, due.kind FROM acinus.errand AS due
                        JOIN acinus.job ON job.id = due.job_id
                        WHERE NOT due.done AND due.due_at <= now() AND due.kind = ANY (?)
                            AND job.source_root = ? AND job.attempt = due.attempt
                            AND job.state IN ('DONE', 'FAILED', 'QUARANTINED')
                            AND NOT (due.kind = 'MOVE' AND lower(job.file) LIKE '%.dcm' AND EXISTS (
                                SELECT FROM acinus.job AS sibling
                                WHERE sibling.source_root = job.source_root
                                    AND sibling.state IN ('WAITING', 'QUEUED', 'RUNNING')
                                    AND regexp_replace(sibling.file, '[^/]*$', '')
                                        = regexp_replace(job.file, '[^/]*$', '')))
                        ORDER BY due.due_at, due.job_id LIMIT 1 FOR UPDATE OF due SKIP LOCKED)
                    RETURNING errand.job_id, errand.attempt AS errand_attempt, errand.kind,
                        errand.tries AS errand_tries, job.source_root, job.file, job.state, job.code, job.attempt,
                        job.tries, job.message, job.changed_at, job.bytes, job.modified,
                        CASE job.state WHEN 'DONE' THEN run.outcome END AS outcome,
                        CASE job.state WHEN 'DONE' THEN pack.demo END AS demo,
                        CASE job.state WHEN 'DONE' THEN pack.name || ' ' || pack.version END AS pack, NULL::bigint AS waits_millis""")) {
                take.setArray(1, names(connection, kinds));
                take.setString(2, sourceRoot.toString());
                return Rows.first(take, SqlDropLedger::errand);
            }
        });
    }

    private static Array names(Connection connection, Set<ErrandKind> kinds) throws SQLException {
        return connection.createArrayOf("text", kinds.stream().map(Enum::name).toArray());
    }

    private static Errand errand(ResultSet row) throws SQLException {
        return new Errand(
                row.getLong("job_id"),
                row.getInt("errand_attempt"),
                ErrandKind.valueOf(row.getString("kind")),
                row.getInt("errand_tries"),
                JobList.status(row),
                row.getLong("bytes"),
                Instant.parse(row.getString("modified")),
                Optional.ofNullable(row.getString("pack")));
    }

    @Override
    public void done(Errand errand) {
        update(errand, "done = true, message = ?", "");
    }

    @Override
    public void failed(Errand errand, String reason) {
        String wait = "due_at = now() + least(3600, 5 * 2 ^ least(tries, 12)) * interval '1 second', message = ?";
        update(errand, wait, reason);
    }

    private void update(Errand errand, String change, String message) {
        database.inTransaction("write errands to", connection -> {
            try (PreparedStatement update = connection.prepareStatement(
                    "UPDATE acinus.errand SET " + change + " WHERE job_id = ? AND attempt = ? AND kind = ?")) {
                update.setString(1, StoredText.of(message));
                update.setLong(2, errand.jobId());
                update.setInt(3, errand.attempt());
                update.setString(4, errand.kind().name());
                return update.executeUpdate();
            }
        });
    }

    @Override
    public Counts counts() {
        return database.inTransaction("count the jobs of", connection -> {
            Map<JobState, Long> jobs = new EnumMap<>(JobState.class);
            try (PreparedStatement select =
                            connection.prepareStatement("SELECT state, count(*) FROM acinus.job GROUP BY state");
                    ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    jobs.put(JobState.valueOf(rows.getString(1)), rows.getLong(2));
                }
            }
            try (PreparedStatement count =
                    connection.prepareStatement("SELECT count(*) FROM acinus.errand WHERE NOT done")) {
                return new Counts(jobs, Rows.number(count));
            }
        });
    }
}
