package org.acinus.cli.ledger;

import java.util.List;
import org.acinus.sql.queue.JobDesk;

/// Who takes what was queued.
final class NextStep {
    private NextStep() {}

    /// Half a sentence.
    static String after(JobDesk desk) {
        List<String> attendants = desk.attendants();
        return attendants.isEmpty()
                ? "nobody works on this database now: start 'watch' or 'worker', or repeat the same 'run'"
                : String.join(" and ", attendants) + " will take what it was started for";
    }
}
