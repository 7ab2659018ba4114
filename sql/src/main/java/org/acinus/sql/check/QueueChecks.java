package org.acinus.sql.check;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.acinus.sql.check.DatabaseCheck.Finding;
import org.acinus.sql.check.DatabaseCheck.Finding.Level;

/// What waits, who works, and what went wrong. The transaction is the caller's.
final class QueueChecks {
    private static final Duration LONG_UNCLAIMED = Duration.ofHours(1);

    private final Answers answers;

    QueueChecks(Connection connection) {
        this.answers = new Answers(connection);
    }

    List<Finding> findings() throws SQLException {
        return List.of(attendance(), leases(), queue(), quarantine(), errands());
    }

    private Finding attendance() throws SQLException {
        String connected = answers.text("""
                SELECT coalesce(string_agg(DISTINCT application_name, ', '), '') FROM pg_stat_activity
                WHERE datname = current_database()
                    AND application_name IN ('acinus run', 'acinus watch', 'acinus worker')""");
        if (!connected.isEmpty()) {
            return new Finding(Level.FINE, "workers", "connected: " + connected);
        }
        int waiting = answers.number("SELECT count(*) FROM acinus.job WHERE state IN ('QUEUED', 'RUNNING')");
        return waiting == 0
                ? new Finding(Level.FINE, "workers", "no run, watch or worker is connected, and nothing waits for one")
                : new Finding(
                        Level.LOOK,
                        "workers",
                        "no run, watch or worker is connected, and " + waiting + " slides wait for one: start it");
    }

    private Finding leases() throws SQLException {
        int ended = answers.number("SELECT count(*) FROM acinus.job WHERE state = 'RUNNING' AND lease_until < now()");
        return ended == 0
                ? new Finding(Level.FINE, "leases", "no job is held by a worker that went silent")
                : new Finding(
                        Level.LOOK,
                        "leases",
                        ended + " jobs are held by workers that went silent; the next worker takes them up by itself:"
                                + " start run, watch or worker");
    }

    private Finding queue() throws SQLException {
        return answers.first("""
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

    private Finding quarantine() throws SQLException {
        int jobs = answers.number("SELECT count(*) FROM acinus.job WHERE state = 'QUARANTINED'");
        return jobs == 0
                ? new Finding(Level.FINE, "quarantine", "empty")
                : new Finding(Level.LOOK, "quarantine", jobs + " slides: see ./acinus quarantine list");
    }

    private Finding errands() throws SQLException {
        if (!answers.isTrue("SELECT has_table_privilege('acinus.errand', 'SELECT')")) {
            return new Finding(Level.FINE, "errands", "this login does not see moves, callbacks and webhooks");
        }
        return answers.first("""
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
}
