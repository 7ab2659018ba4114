package org.acinus.cli.worker;

import java.time.Duration;
import java.util.HashMap;
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

    private final Map<String, Object> earlier = new HashMap<>();
    private final Thread command;
    private final CountDownLatch done = new CountDownLatch(1);
    private int received;

    private StopSignals(Thread command) {
        this.command = command;
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
