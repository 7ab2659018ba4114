package org.acinus.sql.queue;

import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.acinus.pipeline.JobState;
import org.acinus.sql.connection.Rows;
import org.acinus.sql.database.Database;

/// What a person may do to jobs that did not end well.
///
/// Thread-safe. The database stays the caller's.
public final class JobDesk {
    private final Database database;

    /// For the jobs of one database.
    ///
    /// @param database stays the caller's
    public JobDesk(Database database) {
        this.database = database;
    }

    /// A job whose tries are used up.
    ///
    /// @param since when it was quarantined
    /// @param lastOutput what its last worker said, as far as it may be kept
    public record Quarantined(
            Path sourceRoot,
            String file,
            String code,
            String message,
            int attempts,
            Instant since,
            Optional<String> lastOutput) {}

    /// All of them, oldest first.
    public List<Quarantined> quarantined() {
        return database.inTransaction("read jobs from", connection -> {
            try (PreparedStatement select = connection.prepareStatement("""
                    SELECT source_root, file, code, message, attempt, changed_at, last_output
                    FROM acinus.job WHERE state = 'QUARANTINED' ORDER BY changed_at, id""")) {
                return Rows.list(select, JobDesk::quarantined);
            }
        });
    }

    private static Quarantined quarantined(ResultSet row) throws SQLException {
        return new Quarantined(
                Path.of(row.getString("source_root")),
                row.getString("file"),
                row.getString("code"),
                Optional.ofNullable(row.getString("message")).orElse(""),
                row.getInt("attempt"),
                row.getObject("changed_at", OffsetDateTime.class).toInstant(),
                Optional.ofNullable(row.getString("last_output")));
    }

    /// Queues quarantined jobs again, with all their tries.
    ///
    /// @param files relative paths as listed, or absolute ones; empty for every quarantined job
    /// @return the files that were released
    public List<String> release(List<String> files) {
        return requeue("state = 'QUARANTINED'", files);
    }

    /// Queues failed jobs again with all their tries, and ends the back-off of those that wait for another try.
    ///
    /// @param files relative paths as listed, or absolute ones; empty for all of them
    /// @return the files that will be tried again
    public List<String> retry(List<String> files) {
        return requeue("(state = 'FAILED' OR state = 'QUEUED' AND due_at > now())", files);
    }

    private List<String> requeue(String which, List<String> files) {
        return database.inTransaction("write jobs to", connection -> {
            try (PreparedStatement update = connection.prepareStatement("""
                    UPDATE acinus.job SET state = 'QUEUED', wanted = true, tries = 0, due_at = now(),
                        queued_at = CASE state WHEN 'QUEUED' THEN queued_at ELSE now() END, changed_at = now(),
                        stage = NULL, code = NULL, message = NULL, last_output = NULL
                    WHERE %s AND (? OR file = ANY (?) OR source_root || '/' || file = ANY (?))
                    RETURNING file""".formatted(which))) {
                update.setBoolean(1, files.isEmpty());
                update.setArray(2, connection.createArrayOf("text", files.toArray()));
                update.setArray(3, connection.createArrayOf("text", files.toArray()));
                return Rows.list(update, row -> row.getString(1)).stream()
                        .sorted()
                        .toList();
            }
        });
    }

    /// How a slide stands.
    public record Standing(String file, JobState state) {}

    /// How the slides of these names stand.
    ///
    /// @param files relative paths as listed, or absolute ones
    public List<Standing> standing(List<String> files) {
        return database.inTransaction("read jobs from", connection -> {
            try (PreparedStatement select = connection.prepareStatement("""
                    SELECT file, state FROM acinus.job
                    WHERE file = ANY (?) OR source_root || '/' || file = ANY (?) ORDER BY file""")) {
                select.setArray(1, connection.createArrayOf("text", files.toArray()));
                select.setArray(2, connection.createArrayOf("text", files.toArray()));
                return Rows.list(select, row -> new Standing(row.getString(1), JobState.valueOf(row.getString(2))));
            }
        });
    }

    /// Which commands that take slides are connected now, for example `acinus watch`; on whatever machine.
    public List<String> attendants() {
        return database.inTransaction("read connections of", connection -> {
            try (PreparedStatement select = connection.prepareStatement("""
                    SELECT DISTINCT application_name FROM pg_stat_activity
                    WHERE datname = current_database()
                        AND application_name IN ('acinus run', 'acinus watch', 'acinus worker') ORDER BY 1""")) {
                return Rows.list(select, row -> row.getString(1));
            }
        });
    }

    /// The slides behind jobs, by the jobs' numbers; a job that was deleted has none.
    public Map<Long, String> files(Collection<Long> jobs) {
        return database.inTransaction("read jobs from", connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement("SELECT id, file FROM acinus.job WHERE id = ANY (?)")) {
                select.setArray(1, connection.createArrayOf("bigint", jobs.toArray()));
                return Rows.list(select, row -> Map.entry(row.getLong(1), row.getString(2))).stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
            }
        });
    }

    /// The numbers of a slide's jobs: one for each folder that has a file of that name.
    ///
    /// @param file a relative path as listed, or an absolute one
    public List<Long> numbers(String file) {
        return database.inTransaction("read jobs from", connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "SELECT id FROM acinus.job WHERE file = ? OR source_root || '/' || file = ? ORDER BY id")) {
                select.setString(1, file);
                select.setString(2, file);
                return Rows.list(select, row -> row.getLong(1));
            }
        });
    }

    /// Which of these names no job has.
    public List<String> unknown(List<String> files) {
        return database.inTransaction("read jobs from", connection -> {
            try (PreparedStatement select = connection.prepareStatement("""
                    SELECT name FROM unnest(?) AS given (name)
                    WHERE NOT EXISTS (SELECT FROM acinus.job
                                      WHERE file = name OR source_root || '/' || file = name)""")) {
                select.setArray(1, connection.createArrayOf("text", files.toArray()));
                return Rows.list(select, row -> row.getString(1));
            }
        });
    }
}
