package org.acinus.sql.retention;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.acinus.sql.connection.Rows;
import org.acinus.sql.database.Database;
import org.acinus.sql.retention.RetentionPolicy.RecordClass;
import org.postgresql.util.PGInterval;

/// Lets go of what need not be kept any longer, unless it is held.
///
/// Everything in one transaction, with its entries in the audit log; what lies in files is the caller's to delete
/// afterwards. Needs [org.acinus.sql.database.Access#OWN]. Thread-safe. The database stays the caller's.
public final class Retention {
    /// Dropping a month waits for those who read tiles, and they would wait for it: not for long.
    private static final String PATIENCE = "SET LOCAL lock_timeout = '10s'";

    private final Database database;

    /// Of one database.
    ///
    /// @param database stays the caller's
    public Retention(Database database) {
        this.database = database;
    }

    /// What went, or would go.
    ///
    /// @param months tables of tile rows that go as a whole, by their first day
    /// @param runsWithoutTiles results in months that are partly held, whose tile rows go one by one
    /// @param results results with everything that belongs to them
    /// @param jobs slides without any result left, last touched before the results' time
    /// @param auditEntries entries at the audit log's beginning
    /// @param held results that would go but for a hold
    public record Outcome(
            List<LocalDate> months, int runsWithoutTiles, List<Gone> results, int jobs, int auditEntries, int held) {}

    /// A result that went.
    ///
    /// @param sha256 of the slide, 64 hex digits, as feature files are named
    public record Gone(int runId, String sourceRoot, String file, String sha256) {}

    /// The policy, one line a class.
    public List<RetentionPolicy> policies() {
        return database.inTransaction("read the retention policy of", connection -> {
            try (PreparedStatement select = connection.prepareStatement("""
                    SELECT record_class, extract(year FROM keep)::int, extract(month FROM keep)::int,
                        extract(day FROM keep)::int
                    FROM acinus.retention ORDER BY record_class""")) {
                return Rows.list(select, Retention::policy);
            }
        });
    }

    private static RetentionPolicy policy(ResultSet row) throws SQLException {
        Period keep = Period.of(row.getInt(2), row.getInt(3), row.getInt(4));
        return new RetentionPolicy(
                RecordClass.valueOf(row.getString(1).toUpperCase(Locale.ROOT)),
                keep.isZero() ? Optional.empty() : Optional.of(keep));
    }

    /// Which files in workspaces must stay.
    ///
    /// @param featuresBefore feature files last written after this stay; empty where all do
    /// @param slides sha256 of slides whose files stay whatever their age: held ones, and those with a result that
    ///     is younger than feature files are kept
    public record FilesToKeep(Optional<Instant> featuresBefore, Set<String> slides) {}

    /// Says which files must stay, by the database's clock.
    public FilesToKeep filesToKeep() {
        return database.inTransaction("read the retention policy of", connection -> {
            try (PreparedStatement time = connection.prepareStatement(
                            "SELECT now() - keep FROM acinus.retention WHERE record_class = 'features'");
                    PreparedStatement slides = connection.prepareStatement("""
                            SELECT DISTINCT encode(sha256, 'hex') FROM acinus.run
                            JOIN acinus.retention AS policy ON policy.record_class = 'features'
                            WHERE policy.keep IS NULL OR stored_at >= now() - policy.keep
                                OR EXISTS (SELECT FROM acinus.held_run WHERE run_id = run.id)""")) {
                Optional<Instant> before = Rows.list(
                                time,
                                row -> Optional.ofNullable(row.getObject(1, OffsetDateTime.class))
                                        .map(OffsetDateTime::toInstant))
                        .getFirst();
                return new FilesToKeep(before, Set.copyOf(Rows.list(slides, row -> row.getString(1))));
            }
        });
    }

    /// Changes the policy of one class.
    public void set(RetentionPolicy policy) {
        database.inTransaction("write the retention policy of", connection -> {
            try (PreparedStatement update =
                    connection.prepareStatement("UPDATE acinus.retention SET keep = ? WHERE record_class = ?")) {
                update.setObject(1, policy.keep().map(Retention::interval).orElse(null), Types.OTHER);
                update.setString(2, policy.recordClass().word());
                return update.executeUpdate();
            }
        });
    }

    private static PGInterval interval(Period keep) {
        return new PGInterval(keep.getYears(), keep.getMonths(), keep.getDays(), 0, 0, 0);
    }

    /// What [#carryOut] would do now: it is done, and taken back.
    public Outcome dryRun() {
        return database.inTransaction("read", connection -> {
            Outcome outcome = carryOut(connection);
            connection.rollback();
            return outcome;
        });
    }

    /// Deletes what is past its time, by the database's clock.
    public Outcome carryOut() {
        return database.inTransaction("delete old records from", Retention::carryOut);
    }

    private static Outcome carryOut(Connection connection) throws SQLException {
        execute(connection, PATIENCE);
        List<LocalDate> months = dropMonths(connection);
        int stripped = stripRuns(connection);
        List<Gone> results = deleteResults(connection);
        int jobs = update(connection, """
                DELETE FROM acinus.job
                USING acinus.retention AS policy
                WHERE policy.record_class = 'result' AND changed_at < now() - policy.keep
                    AND state IN ('DONE', 'FAILED', 'QUARANTINED', 'WAITING')
                    AND NOT EXISTS (SELECT FROM acinus.run WHERE run.job_id = job.id)
                    AND NOT EXISTS (SELECT FROM acinus.answer WHERE answer.job_id = job.id)
                    AND NOT EXISTS (SELECT FROM acinus.legal_hold AS hold
                                    WHERE hold.job_id = job.id OR hold.case_id = job.case_id)""");
        return new Outcome(months, stripped, results, jobs, prune(connection), countHeld(connection));
    }

    /// A month goes when its last day is past its time and nobody holds any of its results.
    private static List<LocalDate> dropMonths(Connection connection) throws SQLException {
        List<LocalDate> dropped = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("""
                SELECT table_name.relname, to_date(substr(table_name.relname, 6), 'YYYY_MM') AS first
                FROM pg_inherits
                JOIN pg_class AS table_name ON table_name.oid = inhrelid
                JOIN acinus.retention AS policy ON policy.record_class = 'tile'
                WHERE inhparent = 'acinus.tile'::regclass
                    AND to_date(substr(table_name.relname, 6), 'YYYY_MM') + interval '1 month' < now() - policy.keep
                    AND NOT EXISTS (SELECT FROM acinus.held_run JOIN acinus.run ON run.id = held_run.run_id
                                    WHERE run.month = to_date(substr(table_name.relname, 6), 'YYYY_MM'))
                ORDER BY 2""")) {
            for (Month month :
                    Rows.list(select, row -> new Month(row.getString(1), row.getObject(2, LocalDate.class)))) {
                execute(connection, "ALTER TABLE acinus.tile DETACH PARTITION acinus." + month.table());
                execute(connection, "DROP TABLE acinus." + month.table());
                note(connection, "TILES_DELETED", month.table());
                dropped.add(month.first());
            }
        }
        return dropped;
    }

    private record Month(String table, LocalDate first) {}

    private static int stripRuns(Connection connection) throws SQLException {
        int runs = 0;
        try (PreparedStatement select = connection.prepareStatement("""
                WITH old AS (SELECT run.id FROM acinus.run
                             JOIN acinus.retention AS policy ON policy.record_class = 'tile'
                             WHERE run.month + interval '1 month' < now() - policy.keep
                                 AND NOT EXISTS (SELECT FROM acinus.held_run WHERE run_id = run.id)),
                    gone AS (DELETE FROM acinus.tile WHERE run_id IN (SELECT id FROM old) RETURNING run_id)
                SELECT DISTINCT run_id FROM gone ORDER BY run_id""")) {
            for (int run : Rows.list(select, row -> row.getInt(1))) {
                note(connection, "TILES_DELETED", "run=" + run);
                runs++;
            }
        }
        return runs;
    }

    private static List<Gone> deleteResults(Connection connection) throws SQLException {
        execute(connection, """
                CREATE TEMPORARY TABLE leaving ON COMMIT DROP AS
                SELECT run.id FROM acinus.run JOIN acinus.retention AS policy ON policy.record_class = 'result'
                WHERE run.stored_at < now() - policy.keep
                    AND NOT EXISTS (SELECT FROM acinus.held_run WHERE run_id = run.id)""");
        update(connection, "DELETE FROM acinus.tile WHERE run_id IN (SELECT id FROM leaving)");
        update(connection, "UPDATE acinus.job SET result_run = NULL WHERE result_run IN (SELECT id FROM leaving)");
        List<Gone> gone;
        try (PreparedStatement delete = connection.prepareStatement("""
                DELETE FROM acinus.answer USING acinus.run, acinus.job
                WHERE run_id IN (SELECT id FROM leaving) AND run.id = run_id AND job.id = answer.job_id
                RETURNING run_id, source_root, file, encode(run.sha256, 'hex')""")) {
            gone = Rows.list(
                    delete, row -> new Gone(row.getInt(1), row.getString(2), row.getString(3), row.getString(4)));
        }
        update(connection, "DELETE FROM acinus.run WHERE id IN (SELECT id FROM leaving)");
        execute(connection, "DROP TABLE leaving");
        return gone;
    }

    private static int prune(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                SELECT max(id) AS upto, count(*) AS entries
                FROM acinus.audit JOIN acinus.retention AS policy ON policy.record_class = 'audit'
                WHERE at < now() - policy.keep""")) {
            Cut cut = Rows.first(select, row -> new Cut(row.getLong(1), row.getInt(2)))
                    .orElseThrow();
            if (cut.entries() > 0) {
                execute(connection, "SELECT acinus.audit_prune(" + cut.upto() + ")");
            }
            return cut.entries();
        }
    }

    private record Cut(long upto, int entries) {}

    private static int countHeld(Connection connection) throws SQLException {
        try (PreparedStatement count = connection.prepareStatement("""
                SELECT count(*) FROM acinus.held_run JOIN acinus.run ON run.id = run_id
                JOIN acinus.retention AS policy ON policy.record_class = 'result'
                WHERE run.stored_at < now() - policy.keep""")) {
            return Rows.number(count);
        }
    }

    private static void note(Connection connection, String action, String detail) throws SQLException {
        try (PreparedStatement append =
                connection.prepareStatement("SELECT acinus.audit_append(?, NULL, NULL, NULL, ?)")) {
            append.setString(1, action);
            append.setString(2, detail);
            append.execute();
        }
    }

    private static int update(Connection connection, String command) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate(command);
        }
    }

    private static void execute(Connection connection, String command) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(command);
        }
    }
}
