package org.acinus.cli.worker;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.acinus.draft.TemporaryFolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One worker process: this very program with the same flags and class path, and the command `worker`.
///
/// It ends by itself when its standard input ends, so that no worker outlives a killed supervisor.
public final class WorkerJvm implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerJvm.class);
    private static final int KEPT_LINES = 20;
    private static final int GRACE_SECONDS = 2;

    private final Process process;
    private final Path temporary;
    private final Thread events;
    private final Thread errors;
    private final Deque<String> lastErrors = new ArrayDeque<>();

    private WorkerJvm(Process process, Path temporary, Consumer<WorkerEvent> listener) {
        this.process = process;
        this.temporary = temporary;
        long pid = process.pid();
        this.events = Thread.ofVirtual()
                .name("worker-events-" + pid)
                .start(() -> lines(
                        process.getInputStream(),
                        line -> WorkerEvent.decode(line).ifPresent(listener)));
        this.errors = Thread.ofVirtual()
                .name("worker-errors-" + pid)
                .start(() -> lines(process.getErrorStream(), this::keep));
    }

    /// Starts a worker; the caller closes it.
    ///
    /// @param arguments after `worker`
    /// @param limits of its heap; the rest is its guard's
    /// @param environment added to this process's, for what must not stand on a command line
    /// @param listener hears its events, on a thread of the worker's own
    /// @throws UncheckedIOException where no process can be started
    public static WorkerJvm start(
            WorkerLimits limits,
            List<String> arguments,
            Map<String, String> environment,
            Consumer<WorkerEvent> listener) {
        List<String> command = new ArrayList<>(MemoryLimit.prefix(limits));
        List<String> flags = new ArrayList<>();
        if (SameProgram.flags().stream().noneMatch(flag -> flag.startsWith("-Xmx"))) {
            flags.add("-Xmx" + limits.heapBytes());
        }
        Path temporary = temporaryFolder();
        flags.add("-Djava.io.tmpdir=" + temporary);
        command.addAll(SameProgram.command(
                flags, Stream.concat(Stream.of("worker"), arguments.stream()).toList()));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        try {
            return new WorkerJvm(builder.start(), temporary, listener);
        } catch (IOException failure) {
            TemporaryFolder.remove(temporary);
            throw new UncheckedIOException("No worker process can be started", failure);
        }
    }

    /// A folder inside this process's own, which goes when the worker has ended, or with this process's.
    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("acinus-worker-");
        } catch (IOException failure) {
            throw new UncheckedIOException("There is no room for a worker's temporary files", failure);
        }
    }

    /// The process's number.
    public long pid() {
        return process.pid();
    }

    /// The name under which it claims jobs.
    public String name() {
        return WorkerName.of(process.pid());
    }

    /// Ends the process at once.
    void kill() {
        process.destroyForcibly();
    }

    /// Ends the process: with a chance to tidy up, then without.
    void end() {
        process.destroy();
        try {
            if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor(GRACE_SECONDS, TimeUnit.SECONDS);
            }
            TemporaryFolder.remove(temporary);
        } catch (InterruptedException hurry) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /// Waits until the process has ended and all it said was heard.
    ///
    /// @return its exit status; above 128 where a signal ended it
    public int join() throws InterruptedException {
        int status = process.waitFor();
        events.join();
        errors.join();
        TemporaryFolder.remove(temporary);
        return status;
    }

    /// The last lines it wrote to standard error.
    public synchronized List<String> lastErrors() {
        return List.copyOf(lastErrors);
    }

    private synchronized void keep(String line) {
        lastErrors.addLast(line);
        if (lastErrors.size() > KEPT_LINES) {
            lastErrors.removeFirst();
        }
    }

    private static void lines(InputStream stream, Consumer<String> taker) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                taker.accept(line);
            }
        } catch (IOException ended) {
            // The pipe may break when the process is killed; its exit status tells that.
            LOG.debug("a worker's output ended early", ended);
        }
    }

    /// Ends the process if it still runs.
    @Override
    public void close() {
        process.destroy();
        if (Files.exists(temporary)) {
            CompletableFuture<Boolean> _ = process.onExit().thenApply(ended -> TemporaryFolder.remove(temporary));
        }
    }
}
