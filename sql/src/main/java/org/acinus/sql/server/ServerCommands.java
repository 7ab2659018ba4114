package org.acinus.sql.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.acinus.pipeline.LedgerException;

/// PostgreSQL's own programs on one folder: `initdb`, `postgres`, `pg_ctl stop`.
///
/// Not thread-safe; the caller holds the folder's [TurnLock].
final class ServerCommands {
    static final String USER = "acinus";
    /// Exit status of a start that found another server's lock; far from PostgreSQL's own.
    static final int LOCKED_OUT = 75;

    private static final long INITDB_SECONDS = 120;
    private static final long STOP_SECONDS = 60;
    private static final long LOCK_SECONDS = 10;

    /// What a result must survive, and who may come in. Given at each start, so that a workspace made by an
    /// older Acinus gets them too.
    private static final List<String> SETTINGS = List.of(
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            "max_connections=20",
            "fsync=on",
            "synchronous_commit=on",
            "full_page_writes=on",
            "password_encryption=scram-sha-256",
            "logging_collector=off",
            // Details of an error hold rows, and rows hold file names, which are not for a log.
            "log_error_verbosity=terse");

    private final ServerBinaries binaries;
    private final ServerFolder folder;
    private final ServerIdentity identity;

    ServerCommands(ServerBinaries binaries, ServerFolder folder, ServerIdentity identity) {
        this.binaries = binaries;
        this.folder = folder;
        this.identity = identity;
    }

    /// Makes an empty database, under its name only when it is whole.
    void initialise() throws IOException {
        Path unfinished = folder.root().resolve("data.new");
        ServerBinaries.deleteTree(unfinished);
        folder.makePassword();
        List<String> initdb = List.of(
                program("initdb"),
                "--pgdata=" + unfinished,
                "--username=" + USER,
                "--pwfile=" + folder.passwordFile(),
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--no-instructions");
        int status = run(identity.command(initdb), INITDB_SECONDS);
        if (status != 0) {
            throw new LedgerException(
                    "Cannot make the database in " + folder.root() + ": initdb: " + folder.lastComplaint(), null);
        }
        Files.move(unfinished, folder.data(), StandardCopyOption.ATOMIC_MOVE);
        folder.sync();
    }

    /// Makes the pipe of [Lifeline].
    void makePipe(Path pipe) throws IOException {
        if (run(List.of("mkfifo", "--mode=600", pipe.toString()), LOCK_SECONDS) != 0) {
            throw new IOException("mkfifo " + pipe + " fails; see " + folder.log());
        }
    }

    /// Starts the server, in a session of its own so that Ctrl-C for this command is not one for the server, and with
    /// the watch that stops it when nobody has hold of the [Lifeline] any more; the caller has.
    ///
    /// The server inherits a lock on [ServerFolder#serverLock]. PostgreSQL's own guard is a process id, which
    /// means nothing to a second container on the same folder; the lock holds there too.
    Process start(int port) throws IOException {
        List<String> words = new ArrayList<>(Lifeline.command(folder));
        words.addAll(List.of(
                "flock",
                "--no-fork",
                "--wait=" + LOCK_SECONDS,
                "--conflict-exit-code=" + LOCKED_OUT,
                folder.serverLock().toString()));
        List<String> server =
                new ArrayList<>(List.of(program("postgres"), "-D", folder.data().toString()));
        for (String setting : SETTINGS) {
            server.addAll(List.of("-c", setting));
        }
        server.addAll(List.of("-c", "port=" + port));
        words.addAll(identity.command(server));
        return builder(words).redirectInput(folder.alive().toFile()).start();
    }

    /// Whether neither a server nor any child of one lives on this folder; waits a little for the last to go.
    boolean isFree() throws IOException {
        List<String> words =
                List.of("flock", "--wait=" + LOCK_SECONDS, folder.serverLock().toString(), "true");
        return run(words, STOP_SECONDS) == 0;
    }

    /// Ends the server and waits until it has ended; open connections are cut.
    void stop() throws IOException {
        List<String> words = identity.command(List.of(
                program("pg_ctl"),
                "stop",
                "--silent",
                "--wait",
                "--mode=fast",
                "--timeout=" + STOP_SECONDS,
                "--pgdata=" + folder.data()));
        // pg_ctl waits for the server's pid file to go, which is a little before its processes do.
        if (run(words, STOP_SECONDS) != 0 || !isFree()) {
            throw new LedgerException(
                    "The PostgreSQL server of " + folder.root() + " does not stop: " + folder.lastComplaint(), null);
        }
    }

    private String program(String name) {
        return binaries.bin().resolve(name).toString();
    }

    private int run(List<String> words, long seconds) throws IOException {
        Process process = builder(words).start();
        try {
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                throw new LedgerException(
                        words.getFirst() + " did not end in " + seconds + " s; see " + folder.log(), null);
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LedgerException("Interrupted while waiting for the embedded PostgreSQL server", e);
        } finally {
            process.destroyForcibly();
        }
    }

    private ProcessBuilder builder(List<String> words) {
        ProcessBuilder builder = new ProcessBuilder(words)
                .directory(folder.root().toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.log().toFile()));
        // A user's settings for another server (PGDATA, PGPORT …) are not for this one.
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().put("LC_ALL", "C");
        return builder;
    }
}
