package org.acinus.cli.faults;

import java.time.Duration;
import java.util.Locale;

/// How fast time goes: durations are stated here as they are in earnest, and divided before they are used.
///
/// The scale is `acinus.faults.scale`: 60 unless told otherwise, so that a minute is a second; 1 is earnest.
final class Pace {
    static final Duration QUIET_PERIOD = Duration.ofMinutes(1);
    static final Duration LEASE = Duration.ofMinutes(2);
    static final Duration BACK_OFF = Duration.ofSeconds(30);
    static final Duration GIVE_UP = Duration.ofMinutes(4);
    /// Long enough for a small slide at any pace, on a busy machine.
    static final Duration SLIDE_TIMEOUT = Duration.ofMinutes(15);
    static final Duration OUTAGE = Duration.ofMinutes(10);

    private static final int SCALE = Integer.getInteger("acinus.faults.scale", 60);

    private static final int PATIENCE = Integer.getInteger("acinus.faults.patience", 300);

    private Pace() {}

    static Duration of(Duration inEarnest) {
        return inEarnest.dividedBy(SCALE);
    }

    static String seconds(Duration inEarnest) {
        return String.format(Locale.ROOT, "%.3f", of(inEarnest).toMillis() / 1000.0);
    }

    /// After which something has not happened: what processes need, whatever the pace, and half an hour in
    /// earnest. `acinus.faults.patience` are seconds for a machine that has other work.
    static Duration longest() {
        return Duration.ofSeconds(PATIENCE).plus(of(Duration.ofMinutes(30)));
    }

    static int scale() {
        return SCALE;
    }
}
