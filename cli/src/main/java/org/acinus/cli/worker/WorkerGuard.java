package org.acinus.cli.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.acinus.outcome.FailureCode;
import org.acinus.outcome.SlideOutcome;
import org.acinus.outcome.Stage;
import org.jspecify.annotations.Nullable;

/// Ends a worker that takes too long for a slide or too much memory. The kernel's own answer to the latter would be
/// to end whatever is largest, which may be the database.
final class WorkerGuard implements AutoCloseable {
    private static final Duration LOOK = Duration.ofMillis(200);

    private final WorkerJvm worker;
    private final WorkerLimits limits;
    private final Thread watch;
    private long claimedNanos;
    private boolean busy;
    private SlideOutcome.@Nullable Failed verdict;

    WorkerGuard(WorkerJvm worker, WorkerLimits limits) {
        this.worker = worker;
        this.limits = limits;
        this.watch = Thread.ofVirtual().name("worker-guard-" + worker.pid()).start(this::watch);
    }

    /// Follows what the worker says of itself.
    synchronized void hear(WorkerEvent event) {
        switch (event) {
            case WorkerEvent.Claimed claimed -> {
                busy = true;
                claimedNanos = System.nanoTime();
            }
            case WorkerEvent.Finished finished -> busy = false;
            case WorkerEvent.SetBack setBack -> busy = false;
            case WorkerEvent.Advanced advanced -> {}
            case WorkerEvent.GaveUp gaveUp -> {}
        }
    }

    /// Why the worker was ended, if it was by this guard.
    synchronized Optional<SlideOutcome.Failed> verdict() {
        return Optional.ofNullable(verdict);
    }

    private void watch() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Thread.sleep(LOOK);
                look();
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void look() {
        if (verdict != null) {
            return;
        }
        if (busy && System.nanoTime() - claimedNanos > limits.slideTimeout().toNanos()) {
            end(
                    FailureCode.TIMEOUT,
                    "The slide took longer than " + limits.slideTimeout().toSeconds() + " s (--slide-timeout)");
        }
        long resident = residentBytes(worker.pid());
        if (resident > limits.memoryBytes()) {
            end(
                    FailureCode.OUT_OF_MEMORY,
                    String.format(
                            Locale.ROOT,
                            "The worker took %,d MiB of memory and may take %,d (--worker-memory)",
                            resident >> 20,
                            limits.memoryBytes() >> 20));
        }
    }

    private void end(FailureCode code, String message) {
        verdict = new SlideOutcome.Failed(Stage.WORKER, code, message);
        worker.kill();
    }

    /// From the kernel; 0 where it does not say, or the process is gone.
    static long residentBytes(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc", String.valueOf(pid), "status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findAny()
                    .orElse(0);
        } catch (IOException gone) {
            return 0;
        }
    }

    @Override
    public void close() {
        watch.interrupt();
    }
}
