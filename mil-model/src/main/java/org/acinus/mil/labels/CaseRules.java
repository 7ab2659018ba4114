package org.acinus.mil.labels;

import java.util.OptionalInt;
import org.acinus.mil.pack.HeadTask;

/// How rows become cases.
///
/// @param task the question that labels and predictions answer
/// @param threshold least score that is called cancer, for [HeadTask#BINARY]; strictly between 0 and 1
/// @param positiveFrom where binary labels are ISUP grades, the least grade that counts as positive, 1 to 5
/// @param allowUnmatched whether slides of one file alone are left out and counted, rather than refused
public record CaseRules(HeadTask task, double threshold, OptionalInt positiveFrom, boolean allowUnmatched) {
    public CaseRules {
        if (!(threshold > 0 && threshold < 1)) {
            throw new IllegalArgumentException("The threshold must be between 0 and 1, not " + threshold);
        }
        if (positiveFrom.isPresent()
                && (task != HeadTask.BINARY || positiveFrom.getAsInt() < 1 || positiveFrom.getAsInt() > 5)) {
            throw new IllegalArgumentException("The least positive grade is 1 to 5 and goes with the task binary, not "
                    + positiveFrom.getAsInt() + " with " + task);
        }
    }
}
