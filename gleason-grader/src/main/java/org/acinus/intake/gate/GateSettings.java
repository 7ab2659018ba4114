package org.acinus.intake.gate;

import java.time.Duration;

/// When a slide counts as whole.
///
/// @param quietPeriod how long no file of it may have changed, seen at least twice
/// @param minAge how long it must have been there
/// @param minBytes how long its file must be
/// @param giveUpAfter how long after its last change an incomplete slide is waited for
/// @param proof what must lie beside it
public record GateSettings(Duration quietPeriod, Duration minAge, long minBytes, Duration giveUpAfter, Proof proof) {
    public GateSettings {
        if (quietPeriod.isNegative() || quietPeriod.isZero()) {
            throw new IllegalArgumentException("The quiet period must be longer than nothing");
        }
        if (giveUpAfter.compareTo(quietPeriod) < 0) {
            throw new IllegalArgumentException("An incomplete slide must be waited for at least the quiet period");
        }
    }

    /// A file that the scanner or a copy program writes last.
    public enum Proof {
        NONE,
        /// `NAME.done`, of any content.
        DONE_MARKER,
        /// `NAME.sha256`, lines as `sha256sum` writes them; every file named there must have that hash.
        CHECKSUMS
    }

    /// One file, no proof, an hour of patience.
    public static GateSettings quietFor(Duration quietPeriod) {
        Duration patience = Duration.ofHours(1);
        return new GateSettings(
                quietPeriod,
                Duration.ZERO,
                1,
                patience.compareTo(quietPeriod) < 0 ? quietPeriod : patience,
                Proof.NONE);
    }
}
