package org.acinus.export;

import java.util.Locale;

/// Numbers as people read them.
public final class Rounded {
    private Rounded() {}

    /// A probability to two places. No model is certain: what would round to 0 or 1 says on which side of it it lies.
    public static String probability(double value) {
        if (value >= 0.995) {
            return "> 0.99";
        }
        return value < 0.005 ? "< 0.01" : String.format(Locale.ROOT, "%.2f", value);
    }
}
