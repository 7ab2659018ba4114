package org.acinus.cli.terminal;

import java.time.Duration;
import java.util.function.LongSupplier;

/// Says when a word is due about one slide that takes long, where no terminal shows a [TileBar]: whoever reads a
/// night's log in the morning sees that work went on, and where it stood.
///
/// For one slide; one thread at a time.
public final class SignOfLife {
    /// Most slides are done sooner, and have one line each.
    public static final Duration EVERY = Duration.ofMinutes(5);

    private final LongSupplier nanos;
    private long lastNanos;

    /// Begins; the first word is due [#EVERY] from now.
    ///
    /// @param nanos a clock of no stated origin
    public SignOfLife(LongSupplier nanos) {
        this.nanos = nanos;
        lastNanos = nanos.getAsLong();
    }

    /// Whether a word is due; if so, the next is due [#EVERY] later.
    public boolean isDue() {
        long now = nanos.getAsLong();
        if (now - lastNanos < EVERY.toNanos()) {
            return false;
        }
        lastNanos = now;
        return true;
    }
}
