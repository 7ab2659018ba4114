package org.acinus.cli.ledger;

import java.time.Duration;

/// How long ago, in the two or three characters that a table has room for.
final class Ages {
    private Ages() {}

    /// `12 s`, `5 min`, `3 h`, `9 d`; a clock that runs behind the database's gives `0 s`.
    static String text(Duration age) {
        if (age.isNegative()) {
            return "0 s";
        }
        if (age.toMinutes() < 1) {
            return age.toSeconds() + " s";
        }
        if (age.toHours() < 1) {
            return age.toMinutes() + " min";
        }
        return age.toDays() < 1 ? age.toHours() + " h" : age.toDays() + " d";
    }
}
