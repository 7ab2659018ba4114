package org.acinus.cli.worker;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.acinus.outcome.FailureCode;
import org.acinus.outcome.SlideOutcome;
import org.acinus.outcome.Stage;
import org.acinus.pipeline.JobState;
import org.acinus.pipeline.RunLedger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps workers running while there are jobs. It opens no slide, so no slide can kill it.
///
/// A worker that dies, hangs or takes too much memory costs the try of the slide it held, and a fresh worker goes
/// on. While there is nothing to do there is no worker.
public final class Supervisor {
    private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);
    /// How often an idle slot asks whether there is work.
    private static final Duration POLL = Duration.ofSeconds(1);
    /// Workers in a row that end without having had a slide: the next would too.
    private static final int FALSE_STARTS = 3;
    /// Workers in a row that do not reach a database which this process does reach.
    private static final int UNREACHED = 20;

    private final PatientLedger ledger;
    private final Function<Consumer<WorkerEvent>, WorkerJvm> starter;
    private final WorkerLimits limits;
    private final Consumer<WorkerEvent> listener;
    private final Runnable tidy;

    /// A supervisor over one ledger.
    ///
    /// @param starter starts a worker that tells what it does to the given listener and claims jobs by
    ///     [WorkerJvm#name]
    /// @param listener hears all workers' events; called from several threads
    /// @param tidy removes what dead workers left half written; called by several threads after each such end
    public Supervisor(
            PatientLedger ledger,
            Function<Consumer<WorkerEvent>, WorkerJvm> starter,
            WorkerLimits limits,
            Consumer<WorkerEvent> listener,
            Runnable tidy) {
        this.ledger = ledger;
        this.starter = starter;
        this.limits = limits;
        this.listener = listener;
        this.tidy = tidy;
    }

    /// Runs workers until nothing is queued or running any more.
    ///
    /// @param workers how many at a time
    /// @throws WorkerCannotStartException where workers end at once without having touched a slide
    /// @throws InterruptedException where the work is to stop; the workers are ended and their jobs given back
    public void drain(int workers) throws InterruptedException {
        run(workers, true);
    }

    /// Runs workers whenever there are jobs, for ever.
    ///
    /// @throws WorkerCannotStartException where workers end at once without having touched a slide
    /// @throws InterruptedException where the work is to stop; the workers are ended and their jobs given back
    public void serve(int workers) throws InterruptedException {
        run(workers, false);
    }

    private void run(int workers, boolean untilEmpty) throws InterruptedException {
        List<Together.Activity> slots = new ArrayList<>();
        for (int i = 0; i < workers; i++) {
            Slot slot = new Slot();
            slots.add(() -> slot.keepWorking(untilEmpty));
        }
        Together.run(slots);
    }

    /// One worker, and another in its place when it ends.
    private final class Slot {
        private int falseStarts;
        private int unreached;

        void keepWorking(boolean untilEmpty) throws InterruptedException {
            while (true) {
                Optional<Duration> due = ledger.ask(RunLedger::untilDue);
                if (due.isEmpty() && untilEmpty) {
                    return;
                }
                if (due.filter(Duration::isZero).isPresent()) {
                    runOneWorker();
                } else {
                    Thread.sleep(due.filter(wait -> wait.compareTo(POLL) < 0).orElse(POLL));
                }
            }
        }

        private void runOneWorker() throws InterruptedException {
            Conversation conversation = new Conversation();
            try (WorkerJvm worker = starter.apply(conversation);
                    WorkerGuard guard = new WorkerGuard(worker, limits)) {
                conversation.guardedBy(guard);
                int status = join(worker);
                if (status == 0) {
                    falseStarts = 0;
                    unreached = 0;
                } else {
                    mourn(worker, guard.verdict().orElseGet(() -> crash(status)), conversation.surrender());
                }
            }
        }

        /// Where the wait is interrupted the worker is ended, and what it held goes back as if untouched.
        private int join(WorkerJvm worker) throws InterruptedException {
            try {
                return worker.join();
            } catch (InterruptedException stop) {
                takeBack(worker);
                throw stop;
            }
        }

        private void takeBack(WorkerJvm worker) {
            worker.end();
            // A second signal may have come meanwhile, and an interrupted thread gets no connection.
            Thread.interrupted();
            ledger.tryOnce(asked -> asked.giveBackHeldBy(worker.name()));
            tidyUp();
        }

        private void mourn(WorkerJvm worker, SlideOutcome.Failed death, Optional<WorkerEvent.GaveUp> surrender)
                throws InterruptedException {
            Map<String, JobState> lost =
                    ledger.ask(asked -> asked.setBackHeldBy(worker.name(), death, worker.lastErrors()));
            lost.forEach((file, state) -> listener.accept(new WorkerEvent.SetBack(
                    file, death.code().name(), death.message(), state == JobState.QUARANTINED)));
            LOG.debug("{} ended: {}; {}", worker.name(), death.message(), worker.lastErrors());
            tidyUp();
            if (surrender.isPresent()) {
                bear(surrender.get());
                return;
            }
            unreached = 0;
            falseStarts = lost.isEmpty() ? falseStarts + 1 : 0;
            if (falseStarts >= FALSE_STARTS) {
                throw new WorkerCannotStartException(
                        70, falseStarts + " workers ended before they took a slide: " + worker.lastErrors());
            }
        }

        /// A disk that is full or gone has its own way of being told; the next death or start tidies again.
        private void tidyUp() {
            try {
                tidy.run();
            } catch (UncheckedIOException refused) {
                LOG.warn("what a worker left half written stays for now: {}", refused.getMessage());
            }
        }

        /// A database that went away between the start of a worker and its first question is no reason to end.
        private void bear(WorkerEvent.GaveUp surrender) throws InterruptedException {
            if (!surrender.passing() || ++unreached >= UNREACHED) {
                throw new WorkerCannotStartException(surrender.exitCode(), surrender.message());
            }
            LOG.warn("a worker did not get to its database: {}; another is started", surrender.message());
            Thread.sleep(POLL);
        }
    }

    private static SlideOutcome.Failed crash(int status) {
        String how = status > 128 ? "was killed by signal " + (status - 128) : "ended with status " + status;
        return new SlideOutcome.Failed(
                Stage.WORKER, FailureCode.READER_CRASH, "The worker " + how + " while it had this slide");
    }

    /// What one worker says: to the listener, to its guard, and whether it gave up.
    private final class Conversation implements Consumer<WorkerEvent> {
        private Optional<WorkerGuard> guard = Optional.empty();
        private Optional<WorkerEvent.GaveUp> surrender = Optional.empty();

        synchronized void guardedBy(WorkerGuard appointed) {
            guard = Optional.of(appointed);
        }

        synchronized Optional<WorkerEvent.GaveUp> surrender() {
            return surrender;
        }

        @Override
        public synchronized void accept(WorkerEvent event) {
            guard.ifPresent(appointed -> appointed.hear(event));
            if (event instanceof WorkerEvent.GaveUp gaveUp) {
                surrender = Optional.of(gaveUp);
            } else {
                listener.accept(event);
            }
        }
    }
}
