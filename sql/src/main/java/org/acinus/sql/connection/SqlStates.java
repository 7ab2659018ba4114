package org.acinus.sql.connection;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/// What PostgreSQL's errors say: to a person, and by their codes (appendix A of its manual) about trying again.
public final class SqlStates {
    /// Connection lost, no such login for now, transaction state, rollback for others' sake, out of disk, memory or
    /// connections, object in use, stopped by an operator, trouble of the system around the server.
    private static final Set<String> PASSING = Set.of("08", "25", "28", "40", "53", "55", "57", "58");

    private SqlStates() {}

    /// Whether it is the server's condition that is in the way, and not what it was asked.
    public static boolean isPassing(SQLException failure) {
        for (@Nullable SQLException link = failure; link != null; link = next(link)) {
            String state = link.getSQLState();
            if (link instanceof SQLTransientConnectionException
                    || (state != null && state.length() == 5 && PASSING.contains(state.substring(0, 2)))) {
                return true;
            }
        }
        return false;
    }

    /// The server's message without its detail, context and position lines.
    public static String oneLine(SQLException failure) {
        SQLException first = failure;
        while (first.getCause() instanceof SQLException cause) {
            first = cause;
        }
        Optional<String> unreachable = unreachable(first.getCause());
        if (unreachable.isPresent()) {
            return unreachable.get();
        }
        Optional<String> distrusted = Distrust.reason(first);
        if (distrusted.isPresent()) {
            return distrusted.get();
        }
        if (first instanceof PSQLException known) {
            ServerErrorMessage message = known.getServerErrorMessage();
            if (message != null && message.getMessage() != null) {
                return message.getMessage();
            }
        }
        return String.valueOf(first.getMessage())
                .lines()
                .findFirst()
                .orElse(first.getClass().getSimpleName());
    }

    /// The driver says no more than that it did not succeed.
    private static Optional<String> unreachable(@Nullable Throwable cause) {
        return switch (cause) {
            case UnknownHostException unknown -> Optional.of("no machine has that name; look at the address");
            case ConnectException refused ->
                Optional.of("nobody answers there: is the server running, are host and port right?");
            case NoRouteToHostException away -> Optional.of("there is no way to that machine from here");
            case SocketTimeoutException silent -> Optional.of("the server does not answer");
            case null, default -> Optional.empty();
        };
    }

    private static @Nullable SQLException next(SQLException link) {
        return link.getCause() instanceof SQLException cause ? cause : null;
    }
}
