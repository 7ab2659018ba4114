package org.acinus.sql.schema;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import org.acinus.pipeline.LedgerException;
import org.acinus.sql.connection.SqlStates;

/// The group roles that the schema grants its rights to; nobody logs in as one.
///
/// Roles belong to the server, not to the database, so they are made apart from the migrations. A managed server
/// may keep `CREATE ROLE` for its administrator: then the message holds the statements for that person.
public final class Roles {
    public static final String OWNER = "acinus_owner";
    public static final String WRITER = "acinus_writer";
    public static final String AUDITOR = "acinus_auditor";
    private static final List<String> ALL = List.of(OWNER, WRITER, "acinus_pathologist", "acinus_researcher", AUDITOR);

    private static final String FORBIDDEN = "42501";

    /// "acinus" in ASCII, and 2 for this.
    private static final long TURN = 0x6163696e75730002L;

    private Roles() {}

    /// Makes the roles where they are missing, puts this login into `acinus_owner`, and hands that role the
    /// schema.
    ///
    /// @param connection in auto-commit, as the login itself
    /// @throws LedgerException where the login may not; nothing is half done then
    static void prepare(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            // Several processes may open a new database at once.
            statement.execute("SELECT pg_advisory_xact_lock(" + TURN + ")");
            statement.execute(MAKE_ROLES);
            statement.execute(JOIN_OWNER);
            statement.execute(HAND_OVER);
            connection.commit();
        } catch (SQLException refused) {
            connection.rollback();
            if (FORBIDDEN.equals(refused.getSQLState())) {
                throw new LedgerException(
                        "This user may not prepare the database (" + SqlStates.oneLine(refused)
                                + "): let an administrator run, in this database: " + statements(connection)
                                + " and then repeat this command",
                        refused);
            }
            throw refused;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    /// The missing roles; who made them owns the schema.
    private static final String MAKE_ROLES =
            """
            DO $$
            DECLARE
                wanted text;
            BEGIN
                FOREACH wanted IN ARRAY ARRAY[%s] LOOP
                    IF to_regrole(wanted) IS NULL THEN
                        BEGIN
                            EXECUTE format('CREATE ROLE %%I NOLOGIN', wanted);
                        EXCEPTION WHEN duplicate_object OR unique_violation THEN
                            NULL; -- another database of this server was quicker
                        END;
                    END IF;
                END LOOP;
            END $$""".formatted(ALL.stream().map(role -> "'" + role + "'").collect(Collectors.joining(", ")));

    private static final String JOIN_OWNER = """
            DO $$
            BEGIN
                EXECUTE 'SET LOCAL ROLE acinus_owner';
                EXECUTE 'RESET ROLE';
            EXCEPTION WHEN insufficient_privilege THEN
                EXECUTE format('GRANT acinus_owner TO %I', session_user);
            END $$""";

    /// What an Acinus from before there were roles has made belongs to its login still.
    private static final String HAND_OVER = """
            DO $$
            DECLARE
                mine record;
            BEGIN
                IF NOT has_database_privilege('acinus_owner', current_database(), 'CREATE') THEN
                    EXECUTE format('GRANT CREATE ON DATABASE %I TO acinus_owner', current_database());
                    IF NOT has_database_privilege('acinus_owner', current_database(), 'CREATE') THEN
                        RAISE insufficient_privilege USING MESSAGE = 'no right to grant CREATE on the database';
                    END IF;
                END IF;
                IF EXISTS (SELECT FROM pg_namespace
                           WHERE nspname = 'acinus' AND nspowner <> to_regrole('acinus_owner')) THEN
                    ALTER SCHEMA acinus OWNER TO acinus_owner;
                END IF;
                FOR mine IN
                    SELECT oid::regclass AS name FROM pg_class
                    WHERE relnamespace = to_regnamespace('acinus') AND relkind IN ('r', 'p', 'v')
                        AND relowner <> to_regrole('acinus_owner')
                LOOP
                    EXECUTE format('ALTER TABLE %s OWNER TO acinus_owner', mine.name);
                END LOOP;
            END $$""";

    private static String statements(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT session_user, current_database()")) {
            row.next();
            String roles = ALL.stream().map(role -> "CREATE ROLE " + role + ";").collect(Collectors.joining(" "));
            return roles + " GRANT " + OWNER + " TO \"" + row.getString(1) + "\"; GRANT CREATE ON DATABASE \""
                    + row.getString(2) + "\" TO " + OWNER + ";";
        } finally {
            connection.rollback();
        }
    }
}
