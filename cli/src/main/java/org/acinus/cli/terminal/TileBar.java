package org.acinus.cli.terminal;

import java.util.Locale;
import java.util.function.LongSupplier;

/// How far a slide is, in one line of a terminal: a bar, tiles done of those planned, tiles a second, time left.
///
/// The rate is that since the first tiles were done: what came before them, tissue and first reading, says nothing of
/// those to come. For one slide; one thread at a time.
public final class TileBar {
    private static final int CELLS = 30;
    private static final double NANOS = 1e9;

    /// Before that, a rate is noise.
    private static final double LEAST_SECONDS = 1;

    private final LongSupplier nanos;
    private long firstNanos;
    private int firstTiles = -1;

    /// A bar that has yet to hear of the slide's first tiles.
    ///
    /// @param nanos a clock of no stated origin
    public TileBar(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /// Hears of tiles without saying anything: the pace begins with the first.
    ///
    /// @param done tiles, never fewer than before
    public void hear(int done) {
        if (firstTiles < 0 && done > 0) {
            firstTiles = done;
            firstNanos = nanos.getAsLong();
        }
    }

    /// The line as it is now.
    ///
    /// @param done tiles, never fewer than before
    /// @param total tiles that are planned; 0 where that is not known yet
    public String at(int done, int total) {
        int cells = total == 0 ? 0 : (int) ((long) CELLS * Math.min(done, total) / total);
        return "[" + "#".repeat(cells) + "·".repeat(CELLS - cells) + "] " + words(done, total);
    }

    /// The same without the bar, for a log.
    ///
    /// @param done tiles, never fewer than before
    /// @param total tiles that are planned; 0 where that is not known yet
    public String words(int done, int total) {
        hear(done);
        return String.format(Locale.ROOT, "%,d/%,d tiles%s", done, total, pace(done, total));
    }

    private String pace(int done, int total) {
        double seconds = (nanos.getAsLong() - firstNanos) / NANOS;
        if (firstTiles < 0 || done <= firstTiles || seconds < LEAST_SECONDS) {
            return "";
        }
        double rate = (done - firstTiles) / seconds;
        return String.format(
                Locale.ROOT, rate < 10 ? ", %.1f/s, %s left" : ", %.0f/s, %s left", rate, left((total - done) / rate));
    }

    private static String left(double seconds) {
        long whole = Math.max(0, (long) Math.ceil(seconds));
        if (whole < 60) {
            return whole + " s";
        }
        long minutes = (whole + 30) / 60;
        return minutes < 60
                ? minutes + " min"
                : String.format(Locale.ROOT, "%d h %02d min", minutes / 60, minutes % 60);
    }
}
