package org.acinus.sql;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.acinus.sql.server.EmbeddedServer;

/// What tests ask of a server past the module's own front door.
public final class TestingServer {
    private TestingServer() {}

    public static Path cache() {
        return Path.of(System.getProperty("acinus.cache"));
    }

    /// First column of every row.
    public static List<String> rows(EmbeddedServer server, String query) throws SQLException {
        return rows(server.dataSource("test"), query);
    }

    /// First column of every row of the last of the statements.
    public static List<String> rows(DataSource source, String statements) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            boolean rows = statement.execute(statements);
            while (!rows && statement.getUpdateCount() != -1) {
                rows = statement.getMoreResults();
            }
            List<String> values = new ArrayList<>();
            if (rows) {
                ResultSet row = statement.getResultSet();
                while (row.next()) {
                    values.add(row.getString(1));
                }
            }
            return values;
        }
    }

    public static void execute(EmbeddedServer server, String command) throws SQLException {
        execute(server.dataSource("test"), command);
    }

    public static void execute(DataSource source, String command) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(command);
        }
    }

    /// Columns of a view in its order, `name type`, as PostgreSQL describes them.
    public static List<String> columns(EmbeddedServer server, String view) throws SQLException {
        return rows(
                server,
                "SELECT attname || ' ' || format_type(atttypid, atttypmod) FROM pg_attribute"
                        + " WHERE attrelid = 'acinus." + view + "'::regclass AND attnum > 0 ORDER BY attnum");
    }

    /// Forgets all jobs and results.
    public static void empty(EmbeddedServer server) throws SQLException {
        execute(
                server,
                "TRUNCATE acinus.job, acinus.run, acinus.answer, acinus.tile, acinus.tile_shape, acinus.tile_reason,"
                        + " acinus.errand, acinus.pack, acinus.legal_hold"
                        + " RESTART IDENTITY");
    }
}
