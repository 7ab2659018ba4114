package org.acinus.cli.watch;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.acinus.cli.worker.PatientLedger;
import org.acinus.intake.Drop;
import org.acinus.intake.DropFolderWatcher;
import org.acinus.intake.Held;
import org.acinus.intake.Round;
import org.acinus.intake.folder.FileStamp;
import org.acinus.intake.folder.SafeText;
import org.acinus.pipeline.DropLedger;
import org.acinus.pipeline.FaultPoint;
import org.acinus.pipeline.LedgerUnavailableException;
import org.acinus.pipeline.RunLedger;
import org.acinus.pipeline.SlideJob;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks at the drop folder, writes down what it saw, and waits; for ever.
///
/// One thread. What a look found is in the ledger before the next look begins; the ledger is asked until it
/// answers.
public final class WatchLoop {
    private static final Logger LOG = LoggerFactory.getLogger(WatchLoop.class);
    private static final int BATCH = 1000;
    private static final Duration LONGEST_POLL = Duration.ofSeconds(10);
    private static final Duration SHORTEST_POLL = Duration.ofMillis(100);

    private final Path root;
    private final DropFolderWatcher watcher;
    private final PatientLedger ledger;
    private final BiFunction<String, FileStamp, Optional<SlideJob>> jobs;
    private final ServiceHealth health;

    /// A loop over one folder.
    ///
    /// @param root of the folder, absolute
    /// @param jobs makes a job of a slide's relative path; empty for one that a person has excluded
    public WatchLoop(
            Path root,
            DropFolderWatcher watcher,
            PatientLedger ledger,
            BiFunction<String, FileStamp, Optional<SlideJob>> jobs,
            ServiceHealth health) {
        this.root = root;
        this.watcher = watcher;
        this.ledger = ledger;
        this.jobs = jobs;
        this.health = health;
    }

    /// How often a folder is looked at for a quiet period: several times in it, and every ten seconds at least.
    public static Duration poll(Duration quietPeriod) {
        Duration third = quietPeriod.dividedBy(3);
        Duration atMost = third.compareTo(LONGEST_POLL) < 0 ? third : LONGEST_POLL;
        return atMost.compareTo(SHORTEST_POLL) < 0 ? SHORTEST_POLL : atMost;
    }

    /// Runs until it is interrupted.
    public void run(Duration poll) throws InterruptedException {
        try (WakeUp wake = new WakeUp(root)) {
            while (true) {
                look();
                wake.await(poll);
            }
        }
    }

    private void look() throws InterruptedException {
        long started = System.nanoTime();
        Round round;
        try {
            round = watcher.look(started);
        } catch (IOException unreachable) {
            String message =
                    root + " cannot be looked into (" + unreachable.getClass().getSimpleName() + ")";
            if (health.folderLost(message)) {
                LOG.warn("DEGRADED: {}; it is tried again", message);
            }
            return;
        }
        FaultPoint.DISCOVERED.reach();
        ledger.ask(this::share);
        write(round);
        health.looked(round.unsettled(), (System.nanoTime() - started) / 1e9);
        health.counted(ledger.ask(asked -> asked.drops().counts()));
    }

    /// A server that was started again knows nothing of this watch, and a run may have begun meanwhile: that one is
    /// waited for.
    private boolean share(RunLedger asked) {
        if (!asked.tryWatch(root)) {
            throw new LedgerUnavailableException("an acinus run works on this database; it is waited for", null);
        }
        return true;
    }

    private void write(Round round) throws InterruptedException {
        round.notices().forEach(LOG::warn);
        inBatches(round.waiting(), this::held, slides -> drops -> {
            drops.hold(slides);
            return slides.size();
        });
        inBatches(round.failed(), this::held, slides -> drops -> {
            drops.reject(slides);
            return slides.size();
        });
        round.failed()
                .forEach(held ->
                        LOG.warn("{}: FAILED({}): {}", SafeText.of(name(held.drop())), held.code(), held.reason()));
        for (int from = 0; from < round.gone().size(); from += BATCH) {
            List<Path> gone = round.gone().subList(from, Math.min(round.gone().size(), from + BATCH));
            ledger.ask(asked -> asked.drops().withdraw(root, gone));
        }
        for (int from = 0; from < round.whole().size(); from += BATCH) {
            List<SlideJob> batch = round
                    .whole()
                    .subList(from, Math.min(round.whole().size(), from + BATCH))
                    .stream()
                    .flatMap(drop -> job(drop).stream())
                    .toList();
            ledger.ask(asked -> asked.enqueue(batch, false));
            List<Path> files = batch.stream().map(job -> Path.of(job.file())).toList();
            ledger.ask(asked -> asked.drops().moveAgain(root, files));
        }
    }

    private <A, B> void inBatches(
            List<A> all, Function<A, Optional<B>> convert, Function<List<B>, Function<DropLedger, Integer>> write)
            throws InterruptedException {
        for (int from = 0; from < all.size(); from += BATCH) {
            List<B> batch = all.subList(from, Math.min(all.size(), from + BATCH)).stream()
                    .flatMap(one -> convert.apply(one).stream())
                    .toList();
            if (!batch.isEmpty()) {
                ledger.ask((RunLedger asked) -> write.apply(batch).apply(asked.drops()));
            }
        }
    }

    private Optional<DropLedger.Held> held(Held held) {
        return job(held.drop()).map(job -> new DropLedger.Held(job, held.code(), held.reason()));
    }

    private Optional<SlideJob> job(Drop drop) {
        return jobs.apply(name(drop), drop.stamp());
    }

    private String name(Drop drop) {
        return SafeText.isText(drop.file()) ? drop.file().toString() : SafeText.ofBytes(root, drop.file());
    }
}
