package org.acinus.cli;

import java.util.List;

/// How PANDA's two sites write the Gleason score of a grade, quirks included.
public final class PandaScores {
    /// Scores of grades 0 to 5, at the first site and at the second.
    public static final List<List<String>> BY_GRADE = List.of(
            List.of("0+0", "negative"),
            List.of("3+3", "3+3"),
            List.of("3+4", "3+4"),
            List.of("4+3", "4+3"),
            List.of("4+4", "3+5"),
            List.of("4+5", "5+4"));

    private PandaScores() {}
}
