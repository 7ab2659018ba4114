package org.acinus.sql.check;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import org.acinus.sql.check.DatabaseCheck.Finding;
import org.acinus.sql.check.DatabaseCheck.Finding.Level;
import org.acinus.sql.database.Database;
import org.acinus.sql.database.Login;
import org.acinus.sql.schema.Migrations;

/// The server, who is connected, and its disk. The transaction is the caller's.
final class ServerChecks {
    private static final Duration MOST_SKEW = Duration.ofSeconds(5);
    private static final long LEAST_FREE_BYTES = 2L << 30;
    private static final Duration LONG_OPEN = Duration.ofHours(1);

    private final Connection connection;
    private final Database database;
    private final Answers answers;

    ServerChecks(Connection connection, Database database) {
        this.connection = connection;
        this.database = database;
        this.answers = new Answers(connection);
    }

    List<Finding> findings() throws SQLException {
        return List.of(server(), login(), encryption(), durability(), clock(), space(), months(), vacuum());
    }

    private Finding server() throws SQLException {
        return new Finding(
                Level.FINE,
                "server",
                answers.text("SELECT 'PostgreSQL ' || current_setting('server_version')") + ", schema version "
                        + Migrations.version(connection));
    }

    private Finding login() throws SQLException {
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

    /// The view shows a session to its own login, not to a role that a superuser put on.
    private Finding encryption() throws SQLException {
        Savepoint asBefore = connection.setSavepoint();
        answers.text("SELECT set_config('role', 'none', true)");
        boolean encrypted =
                answers.isTrue("SELECT coalesce((SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()), false)");
        connection.rollback(asBefore);
        return new Finding(
                Level.FINE,
                "encryption",
                encrypted ? "TLS" : "none, the server is this machine (any other must have verified TLS)");
    }

    private Finding durability() throws SQLException {
        String off = answers.text("SELECT coalesce(string_agg(name, ', '), '') FROM pg_settings"
                + " WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit') AND setting = 'off'");
        return off.isEmpty()
                ? new Finding(Level.FINE, "durability", "fsync, full_page_writes and synchronous_commit are on")
                : new Finding(
                        Level.ACT,
                        "durability",
                        off + " is off: a power cut can lose results that were reported done; switch it on");
    }

    private Finding clock() throws SQLException {
        Instant before = Instant.now();
        Instant there = answers.first(
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

    private Finding space() throws SQLException {
        String size = answers.text("SELECT pg_size_pretty(pg_database_size(current_database()))");
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

    private Finding months() throws SQLException {
        String months =
                answers.text("SELECT count(*)::text FROM pg_inherits WHERE inhparent = 'acinus.tile'::regclass");
        String lost = answers.text("""
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

    private Finding vacuum() throws SQLException {
        int minutes = answers.number(
                "SELECT coalesce(max(extract(epoch FROM now() - xact_start)), 0)::int / 60 FROM pg_stat_activity"
                        + " WHERE datname = current_database() AND pid <> pg_backend_pid()");
        if (!answers.isTrue("SELECT current_setting('autovacuum')::boolean")) {
            return new Finding(Level.LOOK, "vacuum", "autovacuum is off: the queue grows slow; switch it on");
        }
        return minutes > LONG_OPEN.toMinutes()
                ? new Finding(
                        Level.LOOK,
                        "vacuum",
                        "somebody's transaction is open for " + minutes + " minutes and keeps old rows alive: see"
                                + " pg_stat_activity")
                : new Finding(Level.FINE, "vacuum", "autovacuum is on, no transaction is open for long");
    }
}
