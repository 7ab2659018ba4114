package org.acinus.cli.ledger;

/// How many of something, as a person says it.
final class Amount {
    private Amount() {}

    /// `1 slide`, `2 slides`.
    static String of(long number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }
}
