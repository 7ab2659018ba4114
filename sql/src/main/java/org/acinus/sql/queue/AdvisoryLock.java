package org.acinus.sql.queue;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.acinus.pipeline.LedgerException;
import org.acinus.pipeline.SupervisorLock;
import org.acinus.sql.database.Database;

/// The supervisor's lock: an advisory lock of a session of its own, so that PostgreSQL takes it back from a
/// process that dies.
public final class AdvisoryLock implements SupervisorLock {
    /// "acinus" in ASCII, and 1 for the supervisor: a number that no other program is likely to use.
    private static final long KEY = 0x6163696e75730001L;

    private static final int SECONDS_FOR_AN_ANSWER = 5;

    private final Connection session;

    private AdvisoryLock(Connection session) {
        this.session = session;
    }

    /// Alone. Whatever is queued is wanted no longer.
    public static Optional<SupervisorLock> tryTake(Database database) {
        return tryTake(
                database,
                "pg_try_advisory_lock",
                "UPDATE acinus.job SET wanted = false WHERE state IN ('QUEUED', 'RUNNING')");
    }

    /// Beside others who share it.
    public static Optional<SupervisorLock> tryShare(Database database) {
        return tryTake(database, "pg_try_advisory_lock_shared", "");
    }

    private static Optional<SupervisorLock> tryTake(Database database, String function, String then) {
        Connection session = database.ownConnection();
        try {
            if (take(session, function)) {
                if (!then.isEmpty()) {
                    try (Statement statement = session.createStatement()) {
                        statement.executeUpdate(then);
                    }
                }
                return Optional.of(new AdvisoryLock(session));
            }
            session.close();
            return Optional.empty();
        } catch (SQLException e) {
            LedgerException failure = database.failure("lock", e);
            closeAfter(session, failure);
            throw failure;
        }
    }

    private static boolean take(Connection session, String function) throws SQLException {
        try (Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery("SELECT " + function + "(" + KEY + ")")) {
            row.next();
            return row.getBoolean(1);
        }
    }

    private static void closeAfter(Connection session, Exception reason) {
        try {
            session.close();
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }

    @Override
    public boolean isHeld() {
        try {
            return session.isValid(SECONDS_FOR_AN_ANSWER);
        } catch (SQLException e) {
            throw new IllegalArgumentException("The time is not negative", e);
        }
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (SQLException e) {
            throw new LedgerException("Cannot give the supervisor's lock back: " + e.getMessage(), e);
        }
    }
}
