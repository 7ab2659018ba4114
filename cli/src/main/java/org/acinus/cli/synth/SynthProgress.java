package org.acinus.cli.synth;

import java.io.PrintWriter;
import java.util.Locale;

/// Shows on standard error how far the drawing is: a counter on a terminal, else one line a slide. One thread at a
/// time.
public final class SynthProgress {
    private static final String CLEAR_LINE = "\r\u001b[2K";

    private final PrintWriter err;
    private final boolean terminal = Boolean.getBoolean("acinus.terminal");

    SynthProgress(PrintWriter err) {
        this.err = err;
    }

    /// Part of one slide is done: shown on a terminal only.
    void share(String file, long done, long total) {
        if (terminal) {
            err.print(CLEAR_LINE + String.format(Locale.ROOT, "%s %.0f %%", file, 100.0 * done / total));
            err.flush();
        }
    }

    /// One slide of many is done.
    void slide(String file, int done, int total) {
        if (terminal) {
            err.print(CLEAR_LINE + done + " of " + total + " slides drawn");
            err.flush();
        } else {
            err.println("acinus: " + file + " drawn (" + done + " of " + total + ")");
        }
    }

    /// A line that stays.
    void line(String text) {
        err.println((terminal ? CLEAR_LINE : "") + "acinus: " + text);
        err.flush();
    }
}
