package org.acinus.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.acinus.pipeline.LedgerException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/// Brings the schema `acinus` to this program's version.
final class Migrations {
    /// Number of the newest file in `resources/db/migration`; a test holds the two together.
    static final int NEWEST = 1;

    private static final String SCHEMA = "acinus";
    private static final String HISTORY = "schema_history";

    private Migrations() {}

    /// Runs what is missing, under Flyway's lock, so that several processes may do this at once.
    ///
    /// Flyway takes most of a second to look round; one query first spares every later start that.
    static void bringUpToDate(DataSource source) throws SQLException {
        int present = version(source);
        if (present > NEWEST) {
            throw new LedgerException(
                    "The database has schema version " + present + " and this Acinus knows " + NEWEST
                            + ": use the newer Acinus that made it",
                    null);
        }
        if (present < NEWEST) {
            migrate(source);
        }
    }

    /// 0 for a database without our schema.
    private static int version(DataSource source) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            try (ResultSet row =
                    statement.executeQuery("SELECT to_regclass('" + SCHEMA + "." + HISTORY + "') IS NOT NULL")) {
                row.next();
                if (!row.getBoolean(1)) {
                    return 0;
                }
            }
            try (ResultSet row = statement.executeQuery("SELECT coalesce(max(version::int), 0) FROM " + SCHEMA + "."
                    + HISTORY + " WHERE success AND version IS NOT NULL")) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    private static void migrate(DataSource source) {
        try {
            Flyway.configure()
                    .dataSource(source)
                    .schemas(SCHEMA)
                    .defaultSchema(SCHEMA)
                    .table(HISTORY)
                    .locations("classpath:db/migration")
                    .loggers("slf4j")
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw new LedgerException(
                    "Cannot bring the database to schema version " + NEWEST + " ("
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse("")
                            + "): the user needs the right to create the schema " + SCHEMA,
                    e);
        }
    }
}
