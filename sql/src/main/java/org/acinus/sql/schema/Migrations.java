package org.acinus.sql.schema;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.acinus.pipeline.LedgerException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationVersion;

/// Brings the schema `acinus` to this program's version, and says which it has.
public final class Migrations {
    /// Number of the newest file in `resources/db/migration`; a test holds the two together.
    public static final int NEWEST = 10;

    /// The first with views that run under their reader's rights.
    private static final int OLDEST_SERVER = 15;

    private static final String FORBIDDEN = "42501";

    private Migrations() {}

    /// Runs what is missing, under Flyway's lock, so that several processes may do this at once.
    ///
    /// Flyway takes most of a second to look round; one query first spares every later start that.
    ///
    /// @return how many were missing
    public static int bringUpToDate(DataSource source) throws SQLException {
        int present = presentIn(source);
        if (present < NEWEST) {
            migrate(source, NEWEST);
        }
        return NEWEST - present;
    }

    /// Refuses a schema that is not this program's.
    public static void requireUpToDate(DataSource source) throws SQLException {
        int present = presentIn(source);
        if (present < NEWEST) {
            throw new LedgerException(
                    "The database has "
                            + (present == 0 ? "no Acinus schema" : "schema version " + present + " of " + NEWEST)
                            + ": let its owner run ./acinus db migrate --db URL",
                    null);
        }
    }

    /// The version there, 0 for none; refuses one that is newer than this program.
    private static int presentIn(DataSource source) throws SQLException {
        try (Connection connection = source.getConnection()) {
            requireServer(connection);
            int present = version(connection);
            if (present > NEWEST) {
                throw new LedgerException(
                        "The database has schema version " + present + " and this Acinus knows " + NEWEST
                                + ": use the newer Acinus that made it",
                        null);
            }
            return present;
        }
    }

    private static void requireServer(Connection connection) throws SQLException {
        int version = connection.getMetaData().getDatabaseMajorVersion();
        if (version < OLDEST_SERVER) {
            throw new LedgerException(
                    "The server is PostgreSQL " + version + ": Acinus needs " + OLDEST_SERVER + " or newer", null);
        }
    }

    /// 0 for a database without our schema.
    public static int version(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (number(
                            statement,
                            "SELECT count(*) FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace"
                                    + " WHERE nspname = 'acinus' AND relname = 'schema_history'")
                    == 0) {
                return 0;
            }
            return number(
                    statement,
                    "SELECT coalesce(max(version::int), 0)"
                            + " FROM acinus.schema_history WHERE success AND version IS NOT NULL");
        } catch (SQLException refused) {
            if (FORBIDDEN.equals(refused.getSQLState())) {
                throw new LedgerException(
                        "This user has no part in Acinus: let the owner GRANT it acinus_writer (for run and worker),"
                                + " acinus_pathologist, acinus_researcher or acinus_auditor",
                        refused);
            }
            throw refused;
        }
    }

    /// Migrates as `acinus_owner`.
    ///
    /// @param version the last to run
    static void migrate(DataSource source, int version) throws SQLException {
        try (Connection connection = source.getConnection()) {
            Roles.prepare(connection);
        }
        try {
            Flyway.configure()
                    .dataSource(source)
                    .callbacks(new AsOwner())
                    .defaultSchema("acinus")
                    .table("schema_history")
                    .locations("classpath:db/migration")
                    .target(MigrationVersion.fromVersion(Integer.toString(version)))
                    .loggers("slf4j")
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw new LedgerException(
                    "Cannot bring the database to schema version " + version + ": "
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
                    e);
        }
    }

    private static int number(Statement statement, String question) throws SQLException {
        try (ResultSet row = statement.executeQuery(question)) {
            row.next();
            return row.getInt(1);
        }
    }
}
