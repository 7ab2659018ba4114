package org.acinus.sql.server;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.acinus.pipeline.LedgerException;

/// An end to waiting for another process, which can only be asked again and again.
final class Deadline {
    private static final long PAUSE_MILLIS = 20;

    private final long endNanos;

    private Deadline(long endNanos) {
        this.endNanos = endNanos;
    }

    static Deadline in(Duration wait) {
        return new Deadline(System.nanoTime() + wait.toNanos());
    }

    boolean passed() {
        return System.nanoTime() - endNanos >= 0;
    }

    /// Waits a moment before the caller asks again.
    void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LedgerException("Interrupted while waiting for the embedded PostgreSQL server", e);
        }
    }
}
