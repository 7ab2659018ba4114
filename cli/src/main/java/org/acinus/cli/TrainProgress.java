package org.acinus.cli;

import java.io.PrintWriter;
import java.util.Locale;
import org.acinus.mil.train.EpochReport;
import org.acinus.mil.train.FoldResult;
import org.acinus.mil.train.TrainingListener;

/// Shows training on standard error: one line a fold, and on a terminal the epoch at hand.
final class TrainProgress implements TrainingListener {
    private static final String CLEAR_LINE = "\r\u001b[2K";

    private final PrintWriter err;
    private final boolean terminal = Boolean.getBoolean("acinus.terminal");

    TrainProgress(PrintWriter err) {
        this.err = err;
    }

    @Override
    public void epoch(EpochReport report) {
        if (terminal) {
            err.printf(Locale.ROOT, "%sepoch %d, loss %.3f", CLEAR_LINE, report.epoch(), report.trainingLoss());
            report.validationLoss().ifPresent(loss -> err.printf(Locale.ROOT, ", validation %.3f", loss));
            err.flush();
        }
    }

    @Override
    public void fold(FoldResult fold, int done, int total) {
        err.printf(
                Locale.ROOT,
                "%s[%d/%d] repeat %d, fold %d: accuracy %.3f, %s, %d epochs%n",
                terminal ? CLEAR_LINE : "",
                done,
                total,
                fold.repeat(),
                fold.fold(),
                fold.accuracy(),
                fold.auc().isPresent()
                        ? String.format(Locale.ROOT, "AUC %.3f", fold.auc().getAsDouble())
                        : "no AUC",
                fold.epoch());
        err.flush();
    }

    @Override
    public void refit(int epochs) {
        err.printf("fitting the head on all bags for %d epochs%n", epochs);
        err.flush();
    }

    /// Leaves the line of the last epoch.
    void end() {
        if (terminal) {
            err.print(CLEAR_LINE);
            err.flush();
        }
    }
}
