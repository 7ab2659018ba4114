package org.acinus.cli.features;

import java.io.PrintWriter;
import org.acinus.cli.terminal.SignOfLife;
import org.acinus.cli.terminal.TileBar;
import org.acinus.intake.folder.SafeText;
import org.acinus.pipeline.SlideProgress;

/// Shows on a terminal how far the slide at hand is. Elsewhere each slide has its line when it is done, and one every
/// few minutes where that takes long. Thread-safe.
final class FeatureProgress {
    private static final String CLEAR_LINE = "\r\u001b[2K";

    /// More often is flicker.
    private static final long NANOS_BETWEEN = 200_000_000;

    private final PrintWriter err;
    private final boolean terminal = Boolean.getBoolean("acinus.terminal");
    private final int slides;
    private boolean shown;

    /// Shows on `err`.
    ///
    /// @param slides how many there are to do
    FeatureProgress(PrintWriter err, int slides) {
        this.err = err;
        this.slides = slides;
    }

    /// How many slides there are to do.
    int slides() {
        return slides;
    }

    /// Hears of one pass over a slide.
    ///
    /// @param number of the slide, from 1
    /// @param pass what tells this pass from others over the same slide; empty where there is one
    SlideProgress of(String file, int number, String pass) {
        TileBar bar = new TileBar(System::nanoTime);
        SignOfLife sign = new SignOfLife(System::nanoTime);
        String where = (slides > 1 ? "[" + number + "/" + slides + "] " : "")
                + SafeText.of(file)
                + (pass.isEmpty() ? "" : ", " + pass);
        return new SlideProgress() {
            private long lastNanos = System.nanoTime() - NANOS_BETWEEN;

            @Override
            public void tiles(int done, int total) {
                synchronized (FeatureProgress.this) {
                    long now = System.nanoTime();
                    bar.hear(done);
                    if (terminal && (now - lastNanos >= NANOS_BETWEEN || done == total)) {
                        lastNanos = now;
                        shown = true;
                        err.print(CLEAR_LINE + bar.at(done, total) + "  " + where);
                        err.flush();
                    } else if (!terminal && done < total && sign.isDue()) {
                        err.println("acinus: " + where + " is under way: " + bar.words(done, total));
                        err.flush();
                    }
                }
            }
        };
    }

    /// Takes the bar away, before anything else is printed.
    synchronized void clear() {
        if (shown) {
            shown = false;
            err.print(CLEAR_LINE);
            err.flush();
        }
    }
}
