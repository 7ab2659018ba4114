package org.acinus.cli.faults;

/// What a case came to, over its tries.
///
/// @param lost files that are not what they must be
/// @param duplicated results more than there should be
/// @param half results with some of their rows or files
/// @param crashed watchers that ended by themselves, or would not end when told to
/// @param touched files of the drop folder that somebody changed, made or took away
/// @param unlogged breaks of the audit chain, and states of which it does not tell
/// @param detail of what went wrong
record Tally(int tries, int lost, int duplicated, int half, int crashed, int touched, int unlogged, String detail) {
    static final Tally NONE = new Tally(0, 0, 0, 0, 0, 0, 0, "");

    Tally plus(Tally other) {
        return new Tally(
                tries + other.tries,
                lost + other.lost,
                duplicated + other.duplicated,
                half + other.half,
                crashed + other.crashed,
                touched + other.touched,
                unlogged + other.unlogged,
                detail + other.detail);
    }

    boolean isClean() {
        return lost + duplicated + half + crashed + touched + unlogged == 0;
    }
}
