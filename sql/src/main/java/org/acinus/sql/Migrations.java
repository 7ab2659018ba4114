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
            return isTrue(statement, "SELECT to_regclass('acinus.schema_history') IS NOT NULL")
                    ? newestApplied(statement)
                    : 0;
        }
    }

    private static int newestApplied(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT coalesce(max(version::int), 0)"
                + " FROM acinus.schema_history WHERE success AND version IS NOT NULL")) {
            row.next();
            return row.getInt(1);
        }
    }

    private static void migrate(DataSource source) throws SQLException {
        requireRights(source);
        try {
            Flyway.configure()
                    .dataSource(source)
                    .defaultSchema("acinus")
                    .table("schema_history")
                    .locations("classpath:db/migration")
                    .loggers("slf4j")
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw new LedgerException(
                    "Cannot bring the database to schema version " + NEWEST + ": "
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
                    e);
        }
    }

    /// Flyway would try ten times, a second apart, before it said so.
    private static void requireRights(DataSource source) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            if (!isTrue(statement, """
                    SELECT CASE WHEN to_regnamespace('acinus') IS NULL
                        THEN has_database_privilege(current_database(), 'CREATE')
                        ELSE has_schema_privilege('acinus', 'CREATE') END""")) {
                throw new LedgerException(
                        "The database lacks schema version " + NEWEST + " and this user may not make it:"
                                + " let its owner run ./acinus db migrate, or GRANT CREATE ON DATABASE to this user",
                        null);
            }
        }
    }

    private static boolean isTrue(Statement statement, String question) throws SQLException {
        try (ResultSet row = statement.executeQuery(question)) {
            row.next();
            return row.getBoolean(1);
        }
    }
}
