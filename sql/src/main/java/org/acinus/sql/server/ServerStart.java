package org.acinus.sql.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import org.acinus.pipeline.LedgerException;
import org.acinus.sql.connection.DatabaseUrl;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/// Joins the server of a folder, starting it where none runs.
///
/// Not thread-safe, used once; the caller holds the folder's [TurnLock], so that nobody else starts or stops
/// it.
final class ServerStart {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int PORT_ATTEMPTS = 3;
    private static final String WRONG_PASSWORD = "28P01";

    private final ServerFolder folder;
    private final ServerCommands commands;
    private final String password;

    private @Nullable Process started;
    private int attempts;
    private String lastRefusal = "";

    /// A first connection, and the port behind it.
    record Joined(int port, Connection connection) {}

    ServerStart(ServerFolder folder, ServerCommands commands) {
        this.folder = folder;
        this.commands = commands;
        this.password = folder.password();
    }

    Joined join(String applicationName) throws IOException {
        Deadline deadline = Deadline.in(PATIENCE);
        while (true) {
            Optional<Postmaster> found = Postmaster.read(folder.data());
            Optional<Joined> joined =
                    found.filter(Postmaster::ready).flatMap(postmaster -> connect(postmaster, applicationName));
            if (joined.isPresent()) {
                return joined.get();
            }
            if (deadline.passed()) {
                throw new LedgerException(
                        "The PostgreSQL server of " + folder.root() + " does not answer in " + PATIENCE.toSeconds()
                                + " s " + lastRefusal + ": " + folder.lastComplaint(),
                        null);
            }
            if (!isComing(found)) {
                launch(found);
            }
            deadline.pause();
        }
    }

    static PGSimpleDataSource dataSource(int port, String password, String applicationName) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {"127.0.0.1"});
        source.setPortNumbers(new int[] {port});
        source.setDatabaseName("postgres");
        source.setUser(ServerCommands.USER);
        source.setPassword(password);
        source.setApplicationName(applicationName);
        DatabaseUrl.applyManners(source);
        return source;
    }

    /// The password is random and this folder's alone, so who accepts it is this folder's server or that of a
    /// copy of the folder; the data directory tells which.
    private Optional<Joined> connect(Postmaster postmaster, String applicationName) {
        try {
            Connection connection =
                    dataSource(postmaster.port(), password, applicationName).getConnection();
            if (servesThisFolder(connection)) {
                return Optional.of(new Joined(postmaster.port(), connection));
            }
            connection.close();
        } catch (SQLException e) {
            lastRefusal = "(" + e.getMessage() + ")";
            if (WRONG_PASSWORD.equals(e.getSQLState()) && postmaster.servesFrom(folder.data())) {
                throw new LedgerException(
                        "The PostgreSQL server of " + folder.root() + " refuses the password in "
                                + folder.passwordFile() + ": restore that file",
                        e);
            }
        }
        return Optional.empty();
    }

    private boolean servesThisFolder(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW data_directory")) {
            return row.next() && row.getString(1).equals(folder.data().toString());
        }
    }

    /// A server that starts up or shuts down: there is nothing to do but wait.
    private boolean isComing(Optional<Postmaster> found) {
        return (started != null && started.isAlive())
                || found.filter(postmaster -> postmaster.servesFrom(folder.data()))
                        .isPresent();
    }

    private void launch(Optional<Postmaster> remnant) throws IOException {
        if (started != null) {
            explainEnd(started.exitValue());
        }
        if (remnant.isPresent()) {
            clear(remnant.get());
        }
        folder.turnLog();
        attempts++;
        started = commands.start(freePort());
    }

    private void explainEnd(int status) {
        if (status == ServerCommands.LOCKED_OUT) {
            throw lockedOut();
        }
        String complaint = folder.lastComplaint();
        boolean portTaken = complaint.contains("could not create any TCP/IP sockets");
        if (!portTaken || attempts >= PORT_ATTEMPTS) {
            throw new LedgerException("PostgreSQL does not start in " + folder.root() + ": " + complaint, null);
        }
    }

    private LedgerException lockedOut() {
        return new LedgerException(
                "Another PostgreSQL server still works in " + folder.root()
                        + ", out of reach: one of another container, or one from before the folder was moved; stop it",
                null);
    }

    /// Clears a remnant that PostgreSQL itself would stumble over, once it is sure that nothing lives behind it.
    private void clear(Postmaster remnant) throws IOException {
        if (remnant.hidesNothing()) {
            return;
        }
        if (!commands.isFree()) {
            throw lockedOut();
        }
        remnant.disarm(folder.data());
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return probe.getLocalPort();
        }
    }
}
