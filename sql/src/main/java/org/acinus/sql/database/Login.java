package org.acinus.sql.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.acinus.pipeline.LedgerException;

/// Who is connected to a server that somebody else runs, and whether that will do.
///
/// @param name the login
/// @param superuser whether nothing binds it
/// @param owner whether it owns the schema, itself or by a role
/// @param writer whether it may write jobs and results
public record Login(String name, boolean superuser, boolean owner, boolean writer) {

    /// Asks who is connected.
    public static Login of(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        SELECT session_user, rolsuper OR rolbypassrls,
                            pg_has_role(session_user, (SELECT nspowner FROM pg_namespace WHERE nspname = 'acinus'),
                                'MEMBER'),
                            pg_has_role(session_user, 'acinus_writer', 'USAGE')
                        FROM pg_roles WHERE rolname = session_user""")) {
            row.next();
            return new Login(row.getString(1), row.getBoolean(2), row.getBoolean(3), row.getBoolean(4));
        }
    }

    /// @throws LedgerException where this login is too powerful for the work, or not powerful enough
    static void require(DataSource source, Access access) throws SQLException {
        if (access != Access.WORK) {
            return;
        }
        try (Connection connection = source.getConnection()) {
            of(connection).requireForWork();
        }
    }

    private void requireForWork() {
        if (superuser || owner) {
            throw new LedgerException(
                    "The database user " + name + " is " + (superuser ? "a superuser" : "an owner of the schema")
                            + ", whom neither row security nor the audit log binds: work as a login of its own,"
                            + " CREATE ROLE acinus_work LOGIN PASSWORD '…' IN ROLE acinus_writer",
                    null);
        }
        if (!writer) {
            throw new LedgerException(
                    "The database user " + name + " may not write results: let the owner GRANT acinus_writer TO it",
                    null);
        }
    }
}
