package org.acinus.sql.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.acinus.pipeline.LedgerException;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A private PostgreSQL server in a workspace, shared by every Acinus process that works there.
///
/// The first process starts it, the others join it; each holds one connection as long as it is in, and the
/// last one out stops the server. Who was killed is out as well, because the kernel closes its connections; where
/// nobody is left to stop the server, its [Lifeline] does. The server listens on 127.0.0.1 only, at a
/// port of its own, and asks for a random password that lies in WORKSPACE/postgres/password for its owner
/// alone.
///
/// Thread-safe. The opener closes it, after everything that uses it.
public final class EmbeddedServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedServer.class);
    /// A connection that was just closed is listed by the server for some milliseconds more.
    private static final Duration FAREWELL = Duration.ofMillis(250);

    private final ServerFolder folder;
    private final ServerCommands commands;
    private final int port;
    private final Lifeline lifeline;
    private final Connection presence;
    private boolean closed;

    private EmbeddedServer(ServerFolder folder, ServerCommands commands, Lifeline lifeline, ServerStart.Joined joined) {
        this.folder = folder;
        this.commands = commands;
        this.lifeline = lifeline;
        this.port = joined.port();
        this.presence = joined.connection();
    }

    /// Whether the workspace has an embedded database, running or not.
    public static boolean existsIn(Path workspace) {
        return Files.isDirectory(ServerFolder.under(workspace).resolve("data"));
    }

    /// Joins the workspace's server; makes the database and starts the server where that is needed.
    ///
    /// @param workspace made where it is missing
    /// @param cache where PostgreSQL's programs are unpacked once, about 60 MB
    /// @throws LedgerException where that fails; the message says what to do
    public static EmbeddedServer open(Path workspace, Path cache) {
        ServerBinaries binaries = ServerBinaries.in(cache);
        ServerFolder folder = ServerFolder.create(workspace);
        try (TurnLock _ = TurnLock.take(folder.turnLock())) {
            ServerIdentity identity = ServerIdentity.forData(folder.data());
            ServerCommands commands = new ServerCommands(binaries, folder, identity);
            if (!folder.hasDatabase()) {
                commands.initialise();
            }
            return join(folder, commands);
        } catch (IOException e) {
            throw new LedgerException(
                    "Cannot start PostgreSQL in " + folder.root() + " (" + e
                            + "): it needs a writable folder and the programs of the package util-linux",
                    e);
        }
    }

    private static EmbeddedServer join(ServerFolder folder, ServerCommands commands) throws IOException {
        Lifeline lifeline = Lifeline.take(folder, commands);
        try {
            return new EmbeddedServer(
                    folder, commands, lifeline, new ServerStart(folder, commands).join("acinus presence"));
        } catch (IOException | RuntimeException e) {
            lifeline.close();
            throw e;
        }
    }

    /// The server's port on 127.0.0.1.
    public int port() {
        return port;
    }

    /// Free bytes on the disk of its data.
    public long freeBytes() {
        try {
            return Files.getFileStore(folder.data()).getUsableSpace();
        } catch (IOException e) {
            throw new LedgerException("Cannot ask for the free space at " + folder.root() + " (" + e + ")", e);
        }
    }

    /// How to reach it, without the password.
    public PGSimpleDataSource dataSource(String applicationName) {
        return ServerStart.dataSource(port, folder.password(), applicationName);
    }

    /// Leaves, and stops the server unless somebody else is connected.
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try (lifeline;
                TurnLock _ = TurnLock.take(folder.turnLock())) {
            boolean last = isAlone();
            presence.close();
            if (last) {
                commands.stop();
                Files.deleteIfExists(folder.alive());
            }
        } catch (SQLException e) {
            // The server went away by itself, or cut us off: there is nothing of ours left to stop.
            LOG.warn("PostgreSQL in {} ended the connection: {}", folder.root(), e.getMessage());
        } catch (IOException e) {
            throw new LedgerException("Cannot stop PostgreSQL in " + folder.root() + " (" + e + ")", e);
        }
    }

    private boolean isAlone() throws SQLException {
        Deadline deadline = Deadline.in(FAREWELL);
        while (others() > 0) {
            if (deadline.passed()) {
                return false;
            }
            deadline.pause();
        }
        return true;
    }

    private int others() throws SQLException {
        try (Statement statement = presence.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM pg_stat_activity"
                        + " WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()")) {
            row.next();
            return row.getInt(1);
        }
    }
}
