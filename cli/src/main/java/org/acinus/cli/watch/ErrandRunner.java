package org.acinus.cli.watch;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.acinus.cli.worker.PatientLedger;
import org.acinus.intake.SafeText;
import org.acinus.pipeline.DropLedger.Errand;
import org.acinus.pipeline.DropLedger.ErrandKind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Does the errands of finished slides, from the ledger: what was not done before a crash is done after it.
///
/// One thread. A look at the folder in the middle of a move does no harm: the ledger knows that the slide is
/// done.
public final class ErrandRunner {
    private static final Logger LOG = LoggerFactory.getLogger(ErrandRunner.class);

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

    /// Does errands as they fall due, until it is interrupted; returns at once where none were asked for.
    ///
    /// @param pause between two looks at the ledger
    public void run(Duration pause) throws InterruptedException {
        Set<ErrandKind> kinds = actions.kinds();
        while (!kinds.isEmpty()) {
            ledger.ask(asked -> asked.drops().noteErrands(root, kinds));
            Optional<Errand> due = ledger.ask(asked -> asked.drops().takeErrand(root, kinds));
            while (due.isPresent()) {
                perform(due.get());
                due = ledger.ask(asked -> asked.drops().takeErrand(root, kinds));
            }
            Thread.sleep(pause);
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
        } catch (IOException failure) {
            String reason = failure.getClass().getSimpleName() + ": " + failure.getMessage();
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
}
