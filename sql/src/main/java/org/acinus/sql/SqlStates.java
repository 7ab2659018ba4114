package org.acinus.sql;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What PostgreSQL's error codes (appendix A of its manual) say about trying again.
final class SqlStates {
    /// Connection lost, no such login for now, transaction state, rollback for others' sake, out of disk,
    /// memory or
    /// connections, object in use, stopped by an operator, trouble of the system around the server.
    private static final Set<String> PASSING = Set.of("08", "25", "28", "40", "53", "55", "57", "58");

    private SqlStates() {}

    /// Whether it is the server's condition that is in the way, and not what it was asked.
    static boolean isPassing(SQLException failure) {
        for (@Nullable SQLException link = failure; link != null; link = next(link)) {
            String state = link.getSQLState();
            if (link instanceof SQLTransientConnectionException
                    || (state != null && state.length() == 5 && PASSING.contains(state.substring(0, 2)))) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable SQLException next(SQLException link) {
        return link.getCause() instanceof SQLException cause ? cause : null;
    }
}
