package org.acinus.sql.server;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A process's hold on the server: one end of the named pipe `alive`, which every Acinus process of a workspace keeps
/// open and writes nothing into.
///
/// The kernel lets go for a process that dies, whatever it dies of. The shell that starts the server reads the other
/// end, so it learns without asking that the last of them has ended, and stops the server that nobody was left to stop.
/// Taken under the folder's [TurnLock].
final class Lifeline implements AutoCloseable {
    /// So long a server may take to stop before somebody who comes in no longer waits for that.
    private static final Duration STOPPING = Duration.ofSeconds(10);

    /// Arguments: the pipe, its name while the server is being stopped, the server's command. Standard input: the pipe.
    /// Its exit status is the server's.
    ///
    /// Who opens the pipe under its first name is seen: either at once, or by the second reading. Who finds it gone
    /// waits until the server is gone too. Another pipe under that name is a later server's, and left alone.
    /// SIGINT, PostgreSQL's fast shutdown, is sent until it is heard.
    private static final String SCRIPT = """
            alive=$1 leaving=$2
            shift 2
            exec 3<&0 </dev/null
            "$@" 3<&- &
            server=$!
            (
                while :; do
                    while read -r _; do :; done
                    [ -e "$alive" ] && ! [ "$alive" -ef /dev/fd/0 ] && exit
                    mv "$alive" "$leaving"
                    timeout 0.2 cat && break
                    mv -n "$leaving" "$alive"
                done
                while kill -INT "$server"; do sleep 0.5; done
            ) <&3 >/dev/null 2>&1 &
            watch=$!
            exec 3<&-
            wait "$server"
            status=$?
            kill "$watch" 2>/dev/null
            rm -f "$leaving"
            exit "$status"
            """;

    private final FileChannel pipe;

    private Lifeline(FileChannel pipe) {
        this.pipe = pipe;
    }

    /// Takes hold, before the server is joined or started; waits for one that is being stopped.
    static Lifeline take(ServerFolder folder, ServerCommands commands) throws IOException {
        Deadline deadline = Deadline.in(STOPPING);
        while (true) {
            Optional<Lifeline> held = open(folder.alive());
            if (held.isPresent()) {
                return held.get();
            }
            boolean stopping = Postmaster.read(folder.data())
                    .filter(postmaster -> postmaster.servesFrom(folder.data()))
                    .isPresent();
            if (!stopping || deadline.passed()) {
                commands.makePipe(folder.alive());
            } else {
                deadline.pause();
            }
        }
    }

    /// Opened for both, a pipe does not wait for its other end.
    private static Optional<Lifeline> open(Path alive) throws IOException {
        try {
            if (Files.readAttributes(alive, BasicFileAttributes.class).isOther()) {
                return Optional.of(
                        new Lifeline(FileChannel.open(alive, StandardOpenOption.READ, StandardOpenOption.WRITE)));
            }
            // A copy of the workspace by a program that knows no pipes.
            Files.delete(alive);
            return Optional.empty();
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        }
    }

    /// The words that run a server for as long as somebody has hold of the folder's pipe.
    static List<String> command(ServerFolder folder) {
        return List.of(
                "setsid",
                "sh",
                "-c",
                SCRIPT,
                "acinus-server",
                folder.alive().toString(),
                folder.leaving().toString());
    }

    /// Lets go.
    @Override
    public void close() throws IOException {
        pipe.close();
    }
}
