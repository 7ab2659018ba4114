package org.acinus.cli.worker;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.acinus.outcome.Assessment;
import org.acinus.outcome.FailureCode;
import org.acinus.outcome.SlideOutcome;
import org.acinus.outcome.SlideResult;
import org.acinus.pipeline.ClaimedJob;
import org.acinus.pipeline.FaultPoint;
import org.acinus.pipeline.JobState;
import org.acinus.pipeline.KnownResults;
import org.acinus.pipeline.LedgerException;
import org.acinus.pipeline.Processed;
import org.acinus.pipeline.RunLedger;
import org.acinus.pipeline.SlideProcessor;
import org.acinus.pipeline.SlideProgress;
import org.acinus.pipeline.StaleClaimException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Claims jobs and takes them through the pipeline.
///
/// One thread. Neither the ledger nor the processor is closed here.
public final class WorkerLoop {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerLoop.class);

    /// Progress more often than this is noise.
    private static final long NANOS_BETWEEN_ADVANCES = 200_000_000;
    /// How often an idle worker asks for a job.
    private static final Duration POLL = Duration.ofSeconds(1);

    private final PatientLedger ledger;
    private final SlideProcessor processor;
    private final Assignment assignment;
    private final Consumer<WorkerEvent> listener;

    /// A loop for the calling thread.
    ///
    /// @param listener hears what happens, on this thread
    public WorkerLoop(
            PatientLedger ledger, SlideProcessor processor, Assignment assignment, Consumer<WorkerEvent> listener) {
        this.ledger = ledger;
        this.processor = processor;
        this.assignment = assignment;
        this.listener = listener;
    }

    /// Works until there has been nothing to do for as long as it may stay.
    ///
    /// @return how many jobs it took
    /// @throws WrongConfigurationException where a job asks for another pack or other parameters; it is given
    ///     back
    /// @throws InterruptedException where the work is to stop; the job at hand is given back
    public int work(Stay stay) throws InterruptedException {
        Duration idle = Duration.ZERO;
        int taken = 0;
        while (true) {
            Optional<ClaimedJob> claim = ledger.ask(asked -> asked.claim(assignment.worker()));
            if (claim.isPresent()) {
                work(claim.get());
                idle = Duration.ZERO;
                taken++;
            } else if (stay.isOver(idle)) {
                return taken;
            } else {
                Thread.sleep(POLL);
                idle = idle.plus(POLL);
            }
        }
    }

    private void work(ClaimedJob claim) throws InterruptedException {
        if (!assignment.accepts().test(claim.job())) {
            giveBack(claim);
            throw new WrongConfigurationException(claim.job().file());
        }
        String file = claim.job().file();
        listener.accept(new WorkerEvent.Claimed(file, claim.attempt()));
        long started = System.nanoTime();
        try (LeaseKeeper lease = LeaseKeeper.start(
                held -> ledger.once(asked -> extended(asked, held)),
                claim,
                assignment.queue().heartbeat())) {
            Optional<Processed> processed =
                    lease.whileHeld(() -> processor.process(claim.job(), known(claim), new Advances(file)));
            if (processed.isPresent()) {
                listener.accept(store(claim, processed.get(), started));
            } else {
                leave(claim);
            }
        } catch (StaleClaimException superseded) {
            leave(claim);
        } catch (InterruptedException stopped) {
            giveBack(claim);
            throw stopped;
        }
    }

    private static ClaimedJob extended(RunLedger ledger, ClaimedJob claim) {
        ledger.extend(claim);
        return claim;
    }

    /// The pipeline knows no waiting: where the ledger does not answer, the slide is worked out once more, and the
    /// ledger keeps the first result.
    private KnownResults known(ClaimedJob claim) {
        return sha256 -> {
            try {
                return ledger.once(asked -> asked.known(claim, sha256));
            } catch (StaleClaimException answer) {
                throw answer;
            } catch (LedgerException unreachable) {
                LOG.warn(
                        "{}: known results cannot be asked for: {}", claim.job().file(), unreachable.getMessage());
                return Optional.empty();
            }
        };
    }

    private void leave(ClaimedJob claim) {
        String file = claim.job().file();
        LOG.warn("{}: another worker has this slide now; its result stands", file);
        listener.accept(new WorkerEvent.SetBack(
                file, FailureCode.WORKER_LOST.name(), "this worker was silent for too long", false));
    }

    private void giveBack(ClaimedJob claim) {
        // The interruption is over for the time of one statement.
        boolean stopped = Thread.interrupted();
        try {
            ledger.tryOnce(asked -> asked.giveBack(claim));
        } finally {
            if (stopped) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private WorkerEvent store(ClaimedJob claim, Processed processed, long startedNanos) throws InterruptedException {
        String file = claim.job().file();
        double seconds = (System.nanoTime() - startedNanos) / 1e9;
        return switch (processed) {
            case Processed.Completed(SlideResult result) -> {
                ledger.ask(asked -> asked.complete(claim, result));
                FaultPoint.COMMITTED.reach();
                yield finished(file, result, seconds);
            }
            case Processed.Rejected(SlideOutcome.Failed failure)
            when failure.code().retryable() -> {
                JobState state = ledger.ask(asked -> asked.setBack(claim, failure, List.of(failure.message())));
                yield new WorkerEvent.SetBack(
                        file, failure.code().name(), failure.message(), state == JobState.QUARANTINED);
            }
            case Processed.Rejected(SlideOutcome.Failed failure) -> {
                ledger.ask(asked -> {
                    asked.fail(claim, failure);
                    return claim;
                });
                yield failed(file, failure, seconds);
            }
        };
    }

    private static WorkerEvent failed(String file, SlideOutcome.Failed failure, double seconds) {
        return new WorkerEvent.Finished(file, failure.code().name(), true, failure.message(), 0, seconds);
    }

    private static WorkerEvent finished(String file, SlideResult result, double seconds) {
        return new WorkerEvent.Finished(
                file,
                result.outcome().label().orElseThrow(),
                false,
                detail(result.outcome()),
                result.tilesTotal(),
                seconds);
    }

    private static String detail(SlideOutcome outcome) {
        String probability = outcome.modelAssessment()
                .map(Assessment::cancerProbability)
                .map(value -> String.format(Locale.ROOT, "p(cancer) %.3f", value))
                .orElse("");
        String explanation = outcome.explanation().orElse("");
        return probability.isEmpty() || explanation.isEmpty()
                ? probability + explanation
                : probability + "; " + explanation;
    }

    /// Passes progress on, now and then.
    private final class Advances implements SlideProgress {
        private final String file;
        private long lastNanos = System.nanoTime();

        Advances(String file) {
            this.file = file;
        }

        @Override
        public void tiles(int tilesDone, int tilesTotal) {
            long now = System.nanoTime();
            if (now - lastNanos >= NANOS_BETWEEN_ADVANCES || tilesDone == tilesTotal) {
                lastNanos = now;
                listener.accept(new WorkerEvent.Advanced(file, tilesDone, tilesTotal));
            }
        }
    }
}
