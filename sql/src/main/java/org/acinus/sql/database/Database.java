package org.acinus.sql.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.acinus.pipeline.LedgerException;
import org.acinus.pipeline.LedgerUnavailableException;
import org.acinus.sql.connection.DatabaseUrl;
import org.acinus.sql.connection.SqlStates;
import org.acinus.sql.schema.Migrations;
import org.acinus.sql.schema.Roles;
import org.acinus.sql.server.EmbeddedServer;
import org.postgresql.ds.PGSimpleDataSource;

/// Connections to a database whose schema is up to date.
///
/// Thread-safe. The opener closes it; a workspace's embedded server, joined on opening, is left with it.
public final class Database implements AutoCloseable {
    /// Few, because the embedded server has 20 for all processes, and one slide's result takes one.
    private static final int CONNECTIONS = 4;
    /// So long a lost server is looked for before the question fails; whoever asks patiently asks again.
    private static final Duration WAIT = Duration.ofSeconds(5);
    private static final String SET_ROLE = "SET ROLE ";

    private final PGSimpleDataSource source;
    private final HikariDataSource pool;
    private final Optional<EmbeddedServer> server;
    private final Optional<String> role;
    private final int migrated;

    private Database(PGSimpleDataSource source, Optional<EmbeddedServer> server, Access access) {
        this.source = source;
        this.server = server;
        this.role = role(server.isPresent(), access);
        try {
            if (server.isPresent() || access == Access.OWN) {
                this.migrated = Migrations.bringUpToDate(source);
            } else {
                this.migrated = 0;
                Migrations.requireUpToDate(source);
                Login.require(source, access);
            }
        } catch (SQLException e) {
            throw failure("open", e);
        }
        this.pool = new HikariDataSource(poolOf(source, role));
    }

    /// The embedded server knows one login, its superuser, who puts on the role that the work needs and no more.
    private static Optional<String> role(boolean embedded, Access access) {
        return switch (access) {
            case OWN -> Optional.of(Roles.OWNER);
            case AUDIT -> embedded ? Optional.of(Roles.AUDITOR) : Optional.empty();
            case READ, WORK -> embedded ? Optional.of(Roles.WRITER) : Optional.empty();
        };
    }

    /// Whether the workspace has a server of its own.
    public static boolean existsIn(Path workspace) {
        return EmbeddedServer.existsIn(workspace);
    }

    /// Joins the workspace's own server, for work, starting it where none runs.
    ///
    /// @param cache where PostgreSQL's programs are unpacked once
    /// @param applicationName what the server's list of connections shows, for example `acinus run`
    /// @throws LedgerException where that fails; the message says what to do
    public static Database inWorkspace(Path workspace, Path cache, String applicationName) {
        return inWorkspace(workspace, cache, applicationName, Access.WORK);
    }

    /// Joins the workspace's own server, starting it where none runs, and brings its schema up to date.
    ///
    /// @param cache where PostgreSQL's programs are unpacked once
    /// @param applicationName what the server's list of connections shows
    /// @throws LedgerException where that fails; the message says what to do
    public static Database inWorkspace(Path workspace, Path cache, String applicationName, Access access) {
        EmbeddedServer server = EmbeddedServer.open(workspace, cache);
        try {
            return new Database(server.dataSource(applicationName), Optional.of(server), access);
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /// Connects to a PostgreSQL server that somebody else runs. Only [Access#OWN] changes its schema.
    ///
    /// @param url `jdbc:postgresql://HOST:PORT/DATABASE`, user and password as parameters or else in the
    ///     environment
    /// @param environment the process's, for `PGUSER` and `PGPASSWORD`
    /// @param applicationName what the server's list of connections shows
    /// @throws LedgerException where that fails, or the login may not do this work; the message says what to do and
    ///     holds no password
    public static Database at(String url, Map<String, String> environment, String applicationName, Access access) {
        return new Database(DatabaseUrl.dataSource(url, environment, applicationName), Optional.empty(), access);
    }

    /// The schema's version after opening.
    public static int schemaVersion() {
        return Migrations.NEWEST;
    }

    /// How many migrations were run on opening.
    public int migrated() {
        return migrated;
    }

    /// Whether this is a workspace's own server.
    public boolean embedded() {
        return server.isPresent();
    }

    /// Host, port and database, for a person.
    public String describe() {
        return DatabaseUrl.describe(source);
    }

    /// Free bytes where the embedded server keeps its data; empty for a server that somebody else runs.
    public OptionalLong freeBytes() {
        return server.isPresent() ? OptionalLong.of(server.get().freeBytes()) : OptionalLong.empty();
    }

    /// A piece of work in one transaction.
    public interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /// Commits what the work did, or none of it.
    ///
    /// @param purpose completes the sentence "Cannot …" of an error message
    /// @throws LedgerException where the database cannot be reached or refuses
    public <T> T inTransaction(String purpose, Work<T> work) {
        try (Connection connection = pool.getConnection()) {
            try {
                T result = work.on(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException e) {
                rollBack(connection, e);
                throw e;
            }
        } catch (SQLException e) {
            throw failure(purpose, e);
        }
    }

    /// A connection outside the pool, in auto-commit, for a lock that lasts.
    public Connection ownConnection() {
        try {
            Connection connection = source.getConnection();
            try {
                putOnRole(connection);
                return connection;
            } catch (SQLException refused) {
                connection.close();
                throw refused;
            }
        } catch (SQLException e) {
            throw failure("reach", e);
        }
    }

    private void putOnRole(Connection connection) throws SQLException {
        if (role.isPresent()) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(SET_ROLE + role.get());
            }
        }
    }

    /// What to throw where the database refused.
    ///
    /// @param purpose completes the sentence "Cannot … the database"
    public LedgerException failure(String purpose, SQLException cause) {
        String message =
                "Cannot " + purpose + " the database " + DatabaseUrl.describe(source) + ": " + SqlStates.oneLine(cause);
        return SqlStates.isPassing(cause)
                ? new LedgerUnavailableException(message, cause)
                : new LedgerException(message, cause);
    }

    @Override
    public void close() {
        pool.close();
        server.ifPresent(EmbeddedServer::close);
    }

    private static void rollBack(Connection connection, Exception reason) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }

    private static HikariConfig poolOf(PGSimpleDataSource source, Optional<String> role) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("acinus");
        config.setDataSource(source);
        config.setAutoCommit(false);
        role.ifPresent(name -> config.setConnectionInitSql(SET_ROLE + name));
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(WAIT.toMillis());
        // The first connection was made above, with a clearer message than the pool's.
        config.setInitializationFailTimeout(-1);
        return config;
    }
}
