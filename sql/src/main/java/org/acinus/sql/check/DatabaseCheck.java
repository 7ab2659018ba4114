package org.acinus.sql.check;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.acinus.sql.check.DatabaseCheck.Finding.Level;
import org.acinus.sql.connection.Rows;
import org.acinus.sql.database.Database;
import org.acinus.sql.database.Login;
import org.acinus.sql.schema.Migrations;

/// Looks a database over for the person on call: what is so, and what to do about it.
///
/// Thread-safe. The database stays the caller's.
public final class DatabaseCheck {
    private static final Duration MOST_SKEW = Duration.ofSeconds(5);
    private static final long LEAST_FREE_BYTES = 2L << 30;
    private static final Duration LONG_UNCLAIMED = Duration.ofHours(1);

    private final Database database;

    /// Of one database.
    ///
    /// @param database stays the caller's
    public DatabaseCheck(Database database) {
        this.database = database;
    }

    /// One thing that was looked at.
    ///
    /// @param subject a word or two
    /// @param text what is so, and where it is not well, what to do
    public record Finding(Level level, String subject, String text) {
        /// How bad it is.
        public enum Level {
            FINE,
            /// Somebody should look, by day.
            LOOK,
            /// Results are at risk, or work stands still.
            ACT
        }
    }

    /// Everything, in the order in which a person would look.
    public List<Finding> findings() {
        return database.inTransaction("look over", connection -> {
            List<Finding> findings = new ArrayList<>();
            findings.add(server(connection));
            findings.add(login(connection));
            findings.add(encryption(connection));
            findings.add(durability(connection));
            findings.add(clock(connection));
            findings.add(space(connection));
            findings.add(months(connection));
            findings.add(attendance(connection));
            findings.add(leases(connection));
            findings.add(queue(connection));
            findings.add(quarantine(connection));
            findings.add(errands(connection));
            findings.add(vacuum(connection));
            return findings;
        });
    }

    private static Finding server(Connection connection) throws SQLException {
        return new Finding(
                Level.FINE,
                "server",
                text(connection, "SELECT 'PostgreSQL ' || current_setting('server_version')") + ", schema version "
                        + Migrations.version(connection));
    }

    private Finding login(Connection connection) throws SQLException {
        Login login = Login.of(connection);
        if (database.embedded()) {
            return new Finding(Level.FINE, "login", "the workspace's own server; commands work as acinus_writer");
        }
        if (login.superuser() || login.owner()) {
            return new Finding(
                    Level.FINE,
                    "login",
                    login.name() + " is " + (login.superuser() ? "a superuser" : "an owner")
                            + ": fit for db commands; run, watch and worker refuse it");
        }
        return new Finding(
                Level.FINE,
                "login",
                login.name() + (login.writer() ? " may write jobs and results" : " may only read what it was given"));
    }

    private Finding encryption(Connection connection) throws SQLException {
        // The view hides the session of a superuser who put on a lesser role, as on the embedded server.
        boolean encrypted = isTrue(
                connection, "SELECT coalesce((SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()), false)");
        return new Finding(
                Level.FINE,
                "encryption",
                encrypted ? "TLS" : "none, the server is this machine (any other must have verified TLS)");
    }

    private static Finding durability(Connection connection) throws SQLException {
        String off = text(
                connection,
                "SELECT coalesce(string_agg(name, ', '), '') FROM pg_settings"
                        + " WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit') AND setting = 'off'");
        return off.isEmpty()
                ? new Finding(Level.FINE, "durability", "fsync, full_page_writes and synchronous_commit are on")
                : new Finding(
                        Level.ACT,
                        "durability",
                        off + " is off: a power cut can lose results that were reported done; switch it on");
    }

    private static Finding clock(Connection connection) throws SQLException {
        Instant before = Instant.now();
        Instant there = first(
                connection,
                "SELECT clock_timestamp()",
                row -> row.getObject(1, OffsetDateTime.class).toInstant());
        Duration skew = Duration.between(
                before.plus(Duration.between(before, Instant.now()).dividedBy(2)), there);
        String text = String.format(
                Locale.ROOT,
                "the server's clock is %.1f s %s this machine's",
                Math.abs(skew.toMillis()) / 1e3,
                skew.isNegative() ? "behind" : "ahead of");
        return skew.abs().compareTo(MOST_SKEW) > 0
                ? new Finding(
                        Level.LOOK,
                        "clock",
                        text + ": leases are safe (only the server's clock counts), times in results differ; check NTP")
                : new Finding(Level.FINE, "clock", text);
    }

    private Finding space(Connection connection) throws SQLException {
        String size = text(connection, "SELECT pg_size_pretty(pg_database_size(current_database()))");
        if (database.freeBytes().isEmpty()) {
            return new Finding(
                    Level.FINE, "space", "the database takes " + size + "; free space is the server's to watch");
        }
        long free = database.freeBytes().getAsLong();
        String text =
                String.format(Locale.ROOT, "the database takes %s, %.1f GB are free", size, free / (double) (1L << 30));
        return free < LEAST_FREE_BYTES
                ? new Finding(
                        Level.ACT,
                        "space",
                        text + ": make room, or db retention; work stops by itself when it is full and nothing is lost")
                : new Finding(Level.FINE, "space", text);
    }

    private static Finding months(Connection connection) throws SQLException {
        String months =
                text(connection, "SELECT count(*)::text FROM pg_inherits WHERE inhparent = 'acinus.tile'::regclass");
        String lost = text(connection, """
                SELECT coalesce(string_agg(DISTINCT run.month::text, ', '), '') FROM acinus.run
                WHERE run.month > (SELECT coalesce(now() - keep, '-infinity') FROM acinus.retention
                                   WHERE record_class = 'tile')
                    AND run.tiles_total > 0
                    AND to_regclass('acinus.tile_' || to_char(run.month, 'YYYY_MM')) IS NULL""");
        return lost.isEmpty()
                ? new Finding(Level.FINE, "tile rows", months + " months")
                : new Finding(
                        Level.LOOK,
                        "tile rows",
                        "the tables of " + lost
                                + " are gone though their results are kept: restore them from a backup");
    }

    private static Finding attendance(Connection connection) throws SQLException {
        String connected = text(connection, """
                SELECT coalesce(string_agg(DISTINCT application_name, ', '), '') FROM pg_stat_activity
                WHERE datname = current_database()
                    AND application_name IN ('acinus run', 'acinus watch', 'acinus worker')""");
        if (!connected.isEmpty()) {
            return new Finding(Level.FINE, "workers", "connected: " + connected);
        }
        int waiting = number(connection, "SELECT count(*) FROM acinus.job WHERE state IN ('QUEUED', 'RUNNING')");
        return waiting == 0
                ? new Finding(Level.FINE, "workers", "no run, watch or worker is connected, and nothing waits for one")
                : new Finding(
                        Level.LOOK,
                        "workers",
                        "no run, watch or worker is connected, and " + waiting + " slides wait for one: start it");
    }

    private static Finding leases(Connection connection) throws SQLException {
        int ended =
                number(connection, "SELECT count(*) FROM acinus.job WHERE state = 'RUNNING' AND lease_until < now()");
        return ended == 0
                ? new Finding(Level.FINE, "leases", "no job is held by a worker that went silent")
                : new Finding(
                        Level.LOOK,
                        "leases",
                        ended + " jobs are held by workers that went silent; the next worker takes them up by itself:"
                                + " start run, watch or worker");
    }

    private static Finding queue(Connection connection) throws SQLException {
        return first(connection, """
                SELECT count(*), coalesce(extract(epoch FROM now() - min(due_at)), 0),
                    (SELECT count(*) FROM acinus.job WHERE state = 'RUNNING' AND lease_until >= now())
                FROM acinus.job WHERE state = 'QUEUED' AND wanted AND due_at <= now()""", row -> {
            String text = row.getInt(1) + " slides wait, " + row.getInt(3) + " are under way";
            boolean idle = row.getInt(3) == 0 && row.getLong(2) > LONG_UNCLAIMED.toSeconds();
            return idle
                    ? new Finding(
                            Level.ACT,
                            "queue",
                            text + ", the first for " + row.getLong(2) / 60 + " minutes: no worker is running")
                    : new Finding(Level.FINE, "queue", text);
        });
    }

    private static Finding quarantine(Connection connection) throws SQLException {
        int jobs = number(connection, "SELECT count(*) FROM acinus.job WHERE state = 'QUARANTINED'");
        return jobs == 0
                ? new Finding(Level.FINE, "quarantine", "empty")
                : new Finding(Level.LOOK, "quarantine", jobs + " slides: see ./acinus quarantine list");
    }

    private static Finding errands(Connection connection) throws SQLException {
        if (!isTrue(connection, "SELECT has_table_privilege('acinus.errand', 'SELECT')")) {
            return new Finding(Level.FINE, "errands", "this login does not see moves, callbacks and webhooks");
        }
        return first(connection, """
                SELECT count(*), count(*) FILTER (WHERE message <> ''), coalesce((
                    SELECT kind || ', try ' || tries || ': ' || message FROM acinus.errand
                    WHERE NOT done AND message <> '' ORDER BY tries DESC, job_id LIMIT 1), '')
                FROM acinus.errand WHERE NOT done""", row -> {
            String open = row.getInt(1) + " moves, callbacks and webhooks are to be done";
            return row.getInt(2) == 0
                    ? new Finding(Level.FINE, "errands", open)
                    : new Finding(
                            Level.LOOK,
                            "errands",
                            open + ", " + row.getInt(2) + " of them failed and are tried again by a watch that has the"
                                    + " option, every hour at least (" + row.getString(3) + ")");
        });
    }

    private static Finding vacuum(Connection connection) throws SQLException {
        int minutes = number(
                connection,
                "SELECT coalesce(max(extract(epoch FROM now() - xact_start)), 0)::int / 60 FROM pg_stat_activity"
                        + " WHERE datname = current_database() AND pid <> pg_backend_pid()");
        if (!isTrue(connection, "SELECT current_setting('autovacuum')::boolean")) {
            return new Finding(Level.LOOK, "vacuum", "autovacuum is off: the queue grows slow; switch it on");
        }
        return minutes > LONG_UNCLAIMED.toMinutes()
                ? new Finding(
                        Level.LOOK,
                        "vacuum",
                        "somebody's transaction is open for " + minutes + " minutes and keeps old rows alive: see"
                                + " pg_stat_activity")
                : new Finding(Level.FINE, "vacuum", "autovacuum is on, no transaction is open for long");
    }

    private static <T> T first(Connection connection, String query, Rows.Reader<T> reader) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(query)) {
            return Rows.first(select, reader)
                    .orElseThrow(() -> new IllegalStateException("The query always has a row: " + query));
        }
    }

    private static String text(Connection connection, String query) throws SQLException {
        return first(connection, query, (ResultSet row) -> row.getString(1));
    }

    private static int number(Connection connection, String query) throws SQLException {
        return first(connection, query, row -> row.getInt(1));
    }

    private static boolean isTrue(Connection connection, String query) throws SQLException {
        return first(connection, query, row -> row.getBoolean(1));
    }
}
