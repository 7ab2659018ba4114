package org.acinus.sql;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/// What tests ask of a server past the module's own front door.
final class TestingServer {
    private TestingServer() {}

    static Path cache() {
        return Path.of(System.getProperty("acinus.cache"));
    }

    /// First column of every row.
    static List<String> rows(EmbeddedServer server, String query) throws SQLException {
        try (Connection connection = server.dataSource("test").getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            List<String> values = new ArrayList<>();
            while (row.next()) {
                values.add(row.getString(1));
            }
            return values;
        }
    }

    static void execute(EmbeddedServer server, String command) throws SQLException {
        try (Connection connection = server.dataSource("test").getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(command);
        }
    }
}
