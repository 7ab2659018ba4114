package org.acinus.cli.worker;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// SIGTERM and SIGINT for a command that has something to give back.
///
/// The first one interrupts the command's thread, which ends its workers, gives their slides back and stops the
/// embedded server; where that takes too long, the process ends without. A second one ends it at once. A shutdown
/// hook could do neither: the virtual machine listens to no further signal while its hooks run.
public final class StopSignals implements AutoCloseable {
    private static final Duration LONGEST_FAREWELL = Duration.ofSeconds(9);
    private static final int SIGNAL_STATUS = 128;

    /// A command that ends early, by InterruptedException or by whatever an interruption made of it, when its thread
    /// is interrupted.
    @FunctionalInterface
    public interface Stoppable {
        /// Does its work, and gives its exit code.
        int run() throws IOException, InterruptedException;
    }

    private final Map<String, Object> earlier = new HashMap<>();
    private final Thread command;
    private final CountDownLatch done = new CountDownLatch(1);
    private int received;

    private StopSignals(Thread command) {
        this.command = command;
    }

    /// Has SIGTERM, SIGINT and SIGHUP end this process at once, except while somebody listens as below.
    ///
    /// Java would first run its shutdown hooks, of which Acinus has none. But ONNX Runtime has one: it takes its
    /// environment away from under threads that compute in it, and the process would die of SIGSEGV instead.
    public static void endAtOnce() {
        for (String name : List.of("HUP", "INT", "TERM")) {
            OsSignals.listen(name, signal -> Runtime.getRuntime().halt(SIGNAL_STATUS + signal));
        }
    }

    /// Runs a command on the calling thread, which the first signal interrupts.
    ///
    /// @param farewell what is left to say where it was stopped
    /// @return the command's exit code, or 143 or 130
    public static int listening(Stoppable command, Runnable farewell) throws IOException, InterruptedException {
        try (StopSignals signals = interruptThisThread()) {
            try {
                return command.run();
            } catch (IOException | InterruptedException | RuntimeException ended) {
                OptionalInt status = signals.status();
                if (status.isEmpty()) {
                    throw ended;
                }
                farewell.run();
                return status.getAsInt();
            }
        }
    }

    /// Interrupts the calling thread at the first signal, until this is closed.
    public static StopSignals interruptThisThread() {
        StopSignals signals = new StopSignals(Thread.currentThread());
        signals.listen("TERM");
        signals.listen("INT");
        return signals;
    }

    /// Lets Ctrl-C in a terminal, which reaches every process there, pass by: the supervisor decides.
    public static void leaveInterruptsToSupervisor() {
        OsSignals.ignore("INT");
    }

    private void listen(String name) {
        earlier.put(name, OsSignals.listen(name, this::stop));
    }

    private synchronized void stop(int signal) {
        int status = SIGNAL_STATUS + signal;
        if (received != 0) {
            Runtime.getRuntime().halt(status);
        }
        received = status;
        Thread.ofPlatform().daemon().name("farewell-limit").start(() -> limitFarewell(status));
        command.interrupt();
    }

    private void limitFarewell(int status) {
        try {
            if (!done.await(LONGEST_FAREWELL.toMillis(), TimeUnit.MILLISECONDS)) {
                Runtime.getRuntime().halt(status);
            }
        } catch (InterruptedException nobodyDoes) {
            Thread.currentThread().interrupt();
        }
    }

    /// The exit status that the first signal asks for: 143 or 130.
    public synchronized OptionalInt status() {
        return received == 0 ? OptionalInt.empty() : OptionalInt.of(received);
    }

    @Override
    public void close() {
        done.countDown();
        earlier.forEach(OsSignals::restore);
    }
}
