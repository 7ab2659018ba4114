package org.acinus.cli.worker;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.acinus.outcome.FailureCode;
import org.acinus.outcome.SlideOutcome;
import org.acinus.outcome.Stage;
import org.acinus.pipeline.RunLedger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps workers running while there are jobs. It opens no slide, so no slide can kill it.
///
/// A worker that dies costs the slide it held: that job becomes FAILED(READER_CRASH), and a fresh worker goes on.
public final class Supervisor {
    private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);

    private final RunLedger ledger;
    private final Function<Consumer<WorkerEvent>, WorkerJvm> starter;
    private final Consumer<WorkerEvent> listener;

    /// A supervisor over one ledger.
    ///
    /// @param starter starts a worker that tells what it does to the given listener and claims jobs by
    ///     [#workerName]
    /// @param listener hears all workers' events; called from several threads
    public Supervisor(
            RunLedger ledger, Function<Consumer<WorkerEvent>, WorkerJvm> starter, Consumer<WorkerEvent> listener) {
        this.ledger = ledger;
        this.starter = starter;
        this.listener = listener;
    }

    /// The name under which the worker with this process number claims jobs.
    public static String workerName(long pid) {
        return "worker-" + pid;
    }

    /// Runs workers until the queue is empty.
    ///
    /// @param workers how many at a time
    /// @throws WorkerCannotStartException where workers end at once without having touched a slide
    public void drain(int workers) throws InterruptedException {
        List<Future<?>> slots = new ArrayList<>();
        try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
            try {
                for (int i = 0; i < workers; i++) {
                    slots.add(pool.submit(() -> {
                        keepWorking();
                        return null;
                    }));
                }
                for (Future<?> slot : slots) {
                    slot.get();
                }
            } catch (ExecutionException failed) {
                throw cause(failed);
            } finally {
                pool.shutdownNow();
            }
        }
    }

    private static RuntimeException cause(ExecutionException failed) throws InterruptedException {
        return switch (failed.getCause()) {
            case InterruptedException interrupted -> throw interrupted;
            case RuntimeException unchecked -> unchecked;
            case Error error -> throw error;
            case null, default -> new IllegalStateException(failed);
        };
    }

    /// One slot: a worker, and another in its place while workers die.
    private void keepWorking() throws InterruptedException {
        boolean finished = false;
        while (!finished) {
            finished = runOneWorker();
        }
    }

    /// Whether the queue is empty now.
    private boolean runOneWorker() throws InterruptedException {
        AtomicReference<WorkerEvent.@Nullable GaveUp> gaveUp = new AtomicReference<>();
        Consumer<WorkerEvent> hear = event -> {
            if (event instanceof WorkerEvent.GaveUp surrender) {
                gaveUp.set(surrender);
            } else {
                listener.accept(event);
            }
        };
        try (WorkerJvm worker = starter.apply(hear)) {
            int status = worker.join();
            if (status == 0) {
                return true;
            }
            List<String> lost = ledger.failHeldBy(workerName(worker.pid()), crash(status));
            lost.forEach(file -> listener.accept(new WorkerEvent.Finished(
                    file, FailureCode.READER_CRASH.name(), true, crash(status).message(), 0, 0)));
            LOG.debug("worker {} ended with {}: {}", worker.pid(), status, worker.lastErrors());
            WorkerEvent.GaveUp surrender = gaveUp.get();
            if (surrender != null) {
                throw new WorkerCannotStartException(surrender.exitCode(), surrender.message());
            }
            if (lost.isEmpty()) {
                throw new WorkerCannotStartException(
                        70, "A worker ended with status " + status + " before it took a slide: " + worker.lastErrors());
            }
            return false;
        }
    }

    private static SlideOutcome.Failed crash(int status) {
        String how = status > 128 ? "was killed by signal " + (status - 128) : "ended with status " + status;
        return new SlideOutcome.Failed(
                Stage.WORKER,
                FailureCode.READER_CRASH,
                "The worker " + how + " while it had this slide; run again with --force to try once more");
    }
}
