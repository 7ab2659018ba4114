package org.acinus.cli.faults;

/// What a case came to, over its tries.
///
/// @param lost files that are not what they must be
/// @param duplicated results more than there should be
/// @param half results with some of their rows or files
/// @param crashed watchers that ended by themselves, or would not end when told to
/// @param detail of what went wrong
record Tally(int tries, int lost, int duplicated, int half, int crashed, String detail) {
    static final Tally NONE = new Tally(0, 0, 0, 0, 0, "");

    Tally plus(Tally other) {
        return new Tally(
                tries + other.tries,
                lost + other.lost,
                duplicated + other.duplicated,
                half + other.half,
                crashed + other.crashed,
                detail + other.detail);
    }

    boolean isClean() {
        return lost + duplicated + half + crashed == 0;
    }
}
