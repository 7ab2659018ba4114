package org.acinus.gleason;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.acinus.gleason.pattern.PatternProbabilities;
import org.acinus.mil.FeatureMatrix;

/// Which of a tile classifier's outputs is which Gleason pattern.
public record PatternColumns(int benign, int g3, int g4, int g5) {
    private static final Set<String> BENIGN = Set.of("benign", "normal", "nc", "non-cancer", "negative");

    /// Finds the four by their names: `benign` (or `normal`, `NC`, `non-cancer`, `negative`), `G3`, `G4`, `G5` (or
    /// `3`, `Gleason 3`, …), in any order and whatever their capitals.
    ///
    /// @return nothing where the classes are not these four
    public static Optional<PatternColumns> of(List<String> classes) {
        List<String> names =
                classes.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
        List<Integer> benign =
                names.stream().filter(BENIGN::contains).map(names::indexOf).toList();
        int g3 = pattern(names, "3");
        int g4 = pattern(names, "4");
        int g5 = pattern(names, "5");
        return names.size() == 4 && benign.size() == 1 && Math.min(g3, Math.min(g4, g5)) >= 0
                ? Optional.of(new PatternColumns(benign.getFirst(), g3, g4, g5))
                : Optional.empty();
    }

    private static int pattern(List<String> names, String number) {
        return Math.max(
                names.indexOf(number), Math.max(names.indexOf("g" + number), names.indexOf("gleason " + number)));
    }

    /// What the classifier says of one tile.
    public PatternProbabilities at(FeatureMatrix classes, int tile) {
        return new PatternProbabilities(
                classes.at(tile, benign), classes.at(tile, g3), classes.at(tile, g4), classes.at(tile, g5));
    }

    /// The column of the likeliest of the three patterns.
    public int likeliestPattern(PatternProbabilities said) {
        if (said.g3() >= said.g4() && said.g3() >= said.g5()) {
            return g3;
        }
        return said.g4() >= said.g5() ? g4 : g5;
    }
}
