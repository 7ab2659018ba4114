package org.acinus.cli.watch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.acinus.cli.worker.PatientLedger;
import org.acinus.cli.worker.Together;
import org.acinus.intake.folder.SafeText;
import org.acinus.pipeline.DropLedger.Errand;
import org.acinus.pipeline.DropLedger.ErrandKind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Does the errands of finished slides, from the ledger: what was not done before a crash is done after it.
///
/// One thread for each kind. A look at the folder in the middle of a move does no harm: the ledger knows that the
/// slide is done.
public final class ErrandRunner {
    private static final Logger LOG = LoggerFactory.getLogger(ErrandRunner.class);

    private static final Duration PAUSE = Duration.ofSeconds(2);
    /// Looking for finished slides reads all jobs: it gets one part in so many of the time.
    private static final int SHARE = 200;

    private final Path root;
    private final ErrandActions actions;
    private final PatientLedger ledger;
    private final ServiceHealth health;

    /// A runner for the slides of one folder.
    public ErrandRunner(Path root, ErrandActions actions, PatientLedger ledger, ServiceHealth health) {
        this.root = root;
        this.actions = actions;
        this.ledger = ledger;
        this.health = health;
    }

    /// What was asked for, each kind by itself: a web server that does not answer keeps no slide from being
    /// moved.
    public List<Together.Activity> activities() {
        return actions.kinds().stream()
                .<Together.Activity>map(kind -> () -> run(kind))
                .toList();
    }

    /// Does errands of one kind as they fall due, until it is interrupted.
    private void run(ErrandKind kind) throws InterruptedException {
        Set<ErrandKind> kinds = Set.of(kind);
        while (true) {
            long begun = System.nanoTime();
            ledger.ask(asked -> asked.drops().noteErrands(root, kinds));
            Optional<Errand> due = ledger.ask(asked -> asked.drops().takeErrand(root, kinds));
            Duration took = Duration.ofNanos(System.nanoTime() - begun);
            while (due.isPresent()) {
                perform(due.get());
                due = ledger.ask(asked -> asked.drops().takeErrand(root, kinds));
            }
            Duration rest = took.multipliedBy(SHARE);
            Thread.sleep(rest.compareTo(PAUSE) > 0 ? rest : PAUSE);
        }
    }

    private void perform(Errand errand) throws InterruptedException {
        try {
            actions.perform(errand);
            ledger.ask(asked -> {
                asked.drops().done(errand);
                return errand;
            });
            health.errand(true);
        } catch (IOException | UncheckedIOException failure) {
            String reason = reason(failure);
            LOG.warn(
                    "{}: {} failed, try {}: {}",
                    SafeText.of(errand.slide().file()),
                    errand.kind(),
                    errand.tries(),
                    SafeText.of(reason));
            ledger.ask(asked -> {
                asked.drops().failed(errand, reason);
                return errand;
            });
            health.errand(false);
        }
    }

    /// An exception of the file system says a path and nothing else, so it is named; ours are sentences.
    private static String reason(Exception failure) {
        String message = failure.getMessage();
        return failure.getClass() == IOException.class && message != null
                ? message
                : failure.getClass().getSimpleName() + ": " + message;
    }
}
