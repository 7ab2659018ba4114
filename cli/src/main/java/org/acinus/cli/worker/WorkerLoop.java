package org.acinus.cli.worker;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.acinus.outcome.Assessment;
import org.acinus.outcome.SlideOutcome;
import org.acinus.outcome.SlideResult;
import org.acinus.pipeline.ClaimedJob;
import org.acinus.pipeline.JobState;
import org.acinus.pipeline.Processed;
import org.acinus.pipeline.RunLedger;
import org.acinus.pipeline.SlideProcessor;
import org.acinus.pipeline.SlideProgress;
import org.acinus.pipeline.StaleClaimException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Claims jobs and takes them through the pipeline until there are none, giving signs of life meanwhile.
///
/// One thread. Neither the ledger nor the processor is closed here.
public final class WorkerLoop {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerLoop.class);

    /// Progress more often than this is noise.
    private static final long NANOS_BETWEEN_ADVANCES = 200_000_000;

    /// How often an idle worker asks, at least: another one may die and leave its slide.
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private final RunLedger ledger;
    private final SlideProcessor processor;
    private final String worker;
    private final Duration heartbeat;
    private final Consumer<WorkerEvent> listener;

    /// A loop for the calling thread.
    ///
    /// @param worker name under which jobs are claimed
    /// @param heartbeat time between two signs of life
    /// @param listener hears what happens, on this thread
    public WorkerLoop(
            RunLedger ledger,
            SlideProcessor processor,
            String worker,
            Duration heartbeat,
            Consumer<WorkerEvent> listener) {
        this.ledger = ledger;
        this.processor = processor;
        this.worker = worker;
        this.heartbeat = heartbeat;
        this.listener = listener;
    }

    /// Works until nothing is queued or running any more, waiting out back-offs.
    ///
    /// @throws InterruptedException where the work is to stop; the job at hand stays RUNNING for the supervisor
    ///     to judge
    public void drain() throws InterruptedException {
        boolean more = true;
        while (more) {
            Optional<ClaimedJob> claim = ledger.claim(worker);
            if (claim.isPresent()) {
                work(claim.get());
            } else {
                more = waitForMore();
            }
        }
    }

    /// Whether there may be something to do by now.
    private boolean waitForMore() throws InterruptedException {
        Optional<Duration> wait = ledger.untilDue();
        if (wait.isPresent()) {
            Duration pause = wait.get().compareTo(LONGEST_PAUSE) < 0 ? wait.get() : LONGEST_PAUSE;
            TimeUnit.MILLISECONDS.sleep(pause.toMillis());
        }
        return wait.isPresent();
    }

    private void work(ClaimedJob claim) throws InterruptedException {
        String file = claim.job().file();
        listener.accept(new WorkerEvent.Claimed(file, claim.attempt()));
        long started = System.nanoTime();
        try (LeaseKeeper lease = LeaseKeeper.start(ledger, claim, heartbeat)) {
            Optional<Processed> processed = lease.whileHeld(
                    () -> processor.process(claim.job(), sha256 -> ledger.known(claim, sha256), new Advances(file)));
            if (processed.isPresent()) {
                listener.accept(store(claim, processed.get(), (System.nanoTime() - started) / 1e9));
            } else {
                LOG.warn("{}: this worker was silent for too long, and another one has the slide now", file);
            }
        } catch (StaleClaimException superseded) {
            LOG.warn("{}: another worker has this slide now; its result stands", file);
        }
    }

    private WorkerEvent store(ClaimedJob claim, Processed processed, double seconds) {
        switch (processed) {
            case Processed.Completed(SlideResult result) -> ledger.complete(claim, result);
            case Processed.Rejected(SlideOutcome.Failed failure)
            when failure.code().retryable() -> {
                JobState state = ledger.setBack(claim, failure, List.of());
                return new WorkerEvent.SetBack(
                        claim.job().file(), failure.code().name(), failure.message(), state == JobState.QUARANTINED);
            }
            case Processed.Rejected(SlideOutcome.Failed failure) -> ledger.fail(claim, failure);
        }
        return finished(claim.job().file(), processed, seconds);
    }

    private static WorkerEvent finished(String file, Processed processed, double seconds) {
        return switch (processed) {
            case Processed.Rejected(SlideOutcome.Failed failure) ->
                new WorkerEvent.Finished(file, failure.code().name(), true, failure.message(), 0, seconds);
            case Processed.Completed(SlideResult result) ->
                new WorkerEvent.Finished(
                        file,
                        result.outcome().label().orElseThrow(),
                        false,
                        detail(result.outcome()),
                        result.tilesTotal(),
                        seconds);
        };
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
