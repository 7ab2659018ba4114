package org.acinus.gleason.pattern;

import java.util.Optional;

/// What a tile classifier says of one tile; the four add up to 1.
///
/// @param benign no tumour
/// @param g3 Gleason pattern 3
/// @param g4 Gleason pattern 4
/// @param g5 Gleason pattern 5
public record PatternProbabilities(double benign, double g3, double g4, double g5) {
    private static final double ROUNDING = 1e-3;

    public PatternProbabilities {
        double sum = benign + g3 + g4 + g5;
        if (!(Math.abs(sum - 1) <= ROUNDING) || Math.min(Math.min(benign, g3), Math.min(g4, g5)) < -ROUNDING) {
            throw new IllegalArgumentException("Probabilities of four classes add up to 1; these are " + benign + ", "
                    + g3 + ", " + g4 + ", " + g5);
        }
    }

    /// Of any tumour.
    public double tumour() {
        return g3 + g4 + g5;
    }

    /// Of one pattern.
    public double of(GleasonPattern pattern) {
        return switch (pattern) {
            case G3 -> g3;
            case G4 -> g4;
            case G5 -> g5;
        };
    }

    /// The pattern called: the likeliest one where tumour is likelier than none, else nothing. Tumour is decided
    /// before its pattern, so that a tile torn between patterns is not called benign for it.
    public Optional<GleasonPattern> call() {
        if (tumour() <= benign) {
            return Optional.empty();
        }
        if (g3 >= g4 && g3 >= g5) {
            return Optional.of(GleasonPattern.G3);
        }
        return Optional.of(g4 >= g5 ? GleasonPattern.G4 : GleasonPattern.G5);
    }

    /// How undecided the classifier is: the entropy of the four as a share of the greatest possible, 0 to 1.
    public double uncertainty() {
        return (entropy(benign) + entropy(g3) + entropy(g4) + entropy(g5)) / Math.log(4);
    }

    private static double entropy(double probability) {
        return probability <= 0 ? 0 : -probability * Math.log(probability);
    }
}
