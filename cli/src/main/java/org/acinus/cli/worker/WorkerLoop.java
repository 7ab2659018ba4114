package org.acinus.cli.worker;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.acinus.outcome.Assessment;
import org.acinus.outcome.SlideOutcome;
import org.acinus.outcome.SlideResult;
import org.acinus.pipeline.ClaimedJob;
import org.acinus.pipeline.Processed;
import org.acinus.pipeline.RunLedger;
import org.acinus.pipeline.SlideProcessor;
import org.acinus.pipeline.SlideProgress;
import org.acinus.pipeline.StaleClaimException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Claims jobs and takes them through the pipeline until there are none.
///
/// One thread. Neither the ledger nor the processor is closed here.
public final class WorkerLoop {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerLoop.class);

    /// Progress more often than this is noise.
    private static final long NANOS_BETWEEN_ADVANCES = 200_000_000;

    private final RunLedger ledger;
    private final SlideProcessor processor;
    private final String worker;
    private final Consumer<WorkerEvent> listener;

    /// A loop for the calling thread.
    ///
    /// @param worker name under which jobs are claimed
    /// @param listener hears what happens, on this thread
    public WorkerLoop(RunLedger ledger, SlideProcessor processor, String worker, Consumer<WorkerEvent> listener) {
        this.ledger = ledger;
        this.processor = processor;
        this.worker = worker;
        this.listener = listener;
    }

    /// Works until the queue is empty.
    ///
    /// @throws InterruptedException where the work is to stop; the job at hand stays RUNNING for the supervisor
    ///     to
    ///     judge
    public void drain() throws InterruptedException {
        for (Optional<ClaimedJob> claim = ledger.claim(worker); claim.isPresent(); claim = ledger.claim(worker)) {
            work(claim.get());
        }
    }

    private void work(ClaimedJob claim) throws InterruptedException {
        String file = claim.job().file();
        listener.accept(new WorkerEvent.Claimed(file, claim.attempt()));
        long started = System.nanoTime();
        Processed processed = processor.process(claim.job(), new Advances(file));
        try {
            store(claim, processed);
            listener.accept(finished(file, processed, (System.nanoTime() - started) / 1e9));
        } catch (StaleClaimException superseded) {
            LOG.warn("{}: another worker has this slide now; its result stands", file);
        }
    }

    private void store(ClaimedJob claim, Processed processed) {
        switch (processed) {
            case Processed.Completed(SlideResult result) -> ledger.complete(claim, result);
            case Processed.Rejected(SlideOutcome.Failed failure) -> ledger.fail(claim, failure);
        }
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
