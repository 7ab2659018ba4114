package org.acinus.cli.worker;

import java.util.List;
import org.acinus.pipeline.RunLedger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Slides that workers of this machine held when they were killed together with their supervisor: their leases need
/// not be waited for.
public final class DeadWorkers {
    private static final Logger LOG = LoggerFactory.getLogger(DeadWorkers.class);

    private DeadWorkers() {}

    /// Gives them back to the queue, no try counted. Workers of other machines keep theirs.
    ///
    /// @return whether nobody works at anything now, so that drafts in the workspace are nobody's
    public static boolean giveBack(PatientLedger ledger) throws InterruptedException {
        List<String> holders = ledger.ask(RunLedger::holders);
        List<String> dead = holders.stream().filter(WorkerName::isDead).toList();
        for (String worker : dead) {
            List<String> files = ledger.ask(asked -> asked.giveBackHeldBy(worker));
            LOG.debug("{} is dead; back in the queue: {}", worker, files);
        }
        return dead.size() == holders.size();
    }
}
