package org.acinus.cli.train;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.acinus.mil.train.EpochReport;
import org.acinus.mil.train.FoldResult;
import org.acinus.mil.train.Removal;
import org.acinus.mil.train.TrainingListener;

/// Shows training on standard error: one line a fold, and on a terminal a bar of the epochs of the fit at hand.
final class TrainProgress implements TrainingListener {
    private static final String CLEAR_LINE = "\r\u001b[2K";
    private static final int BAR = 20;

    private final PrintWriter err;
    private final boolean terminal = Boolean.getBoolean("acinus.terminal");
    private int epochs;
    private String fit = "";

    /// Shows on `err`.
    ///
    /// @param epochs most of them in a fit
    TrainProgress(PrintWriter err, int epochs) {
        this.err = err;
        this.epochs = epochs;
    }

    @Override
    public void fit(String name) {
        fit = name;
    }

    @Override
    public void epoch(EpochReport report) {
        if (terminal) {
            int done = Math.min(BAR, BAR * report.epoch() / epochs);
            err.printf(
                    Locale.ROOT,
                    "%s%s [%s%s] epoch %d of %d, loss %.3f",
                    CLEAR_LINE,
                    fit,
                    "#".repeat(done),
                    "-".repeat(BAR - done),
                    report.epoch(),
                    epochs,
                    report.trainingLoss());
            report.validationLoss().ifPresent(loss -> err.printf(Locale.ROOT, ", validation %.3f", loss));
            err.flush();
        }
    }

    @Override
    public void fold(FoldResult fold, int done, int total) {
        line(String.format(
                Locale.ROOT,
                "[%d/%d] repeat %d, fold %d: accuracy %.3f, %s, %d epochs",
                done,
                total,
                fold.repeat(),
                fold.fold(),
                fold.accuracy(),
                fold.auc().isPresent()
                        ? String.format(Locale.ROOT, "AUC %.3f", fold.auc().getAsDouble())
                        : "no AUC",
                fold.epoch()));
    }

    @Override
    public void refit(int known, int heads) {
        epochs = known;
        line("fitting " + (heads == 1 ? "the head" : heads + " heads") + " on all bags for " + known + " epochs");
    }

    @Override
    public void removed(List<Removal> removed, int bags) {
        line(fit + ": " + removed.size() + " of " + bags + " bags left out, their labels are doubtful");
    }

    @Override
    public void unjudged(int contradicted, int bags) {
        line(fit + ": " + contradicted + " of " + bags + " labels contradicted, too many to be wrong: none left out,"
                + " the heads know too little to judge them");
    }

    @Override
    public void pseudoLabelled(int bags, int unlabelled) {
        line(fit + ": " + bags + " of " + unlabelled + " bags without label were given one");
    }

    private void line(String text) {
        err.println((terminal ? CLEAR_LINE : "") + text);
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
