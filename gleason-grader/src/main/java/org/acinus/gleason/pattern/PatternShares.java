package org.acinus.gleason.pattern;

/// How the tumour divides into patterns, each 0 to 1; all 0 where there is no tumour.
public record PatternShares(double g3, double g4, double g5) {
    /// By number of tiles.
    public static PatternShares of(PatternMap map) {
        double all = map.tumour().size();
        return all == 0
                ? new PatternShares(0, 0, 0)
                : new PatternShares(
                        map.count(GleasonPattern.G3) / all,
                        map.count(GleasonPattern.G4) / all,
                        map.count(GleasonPattern.G5) / all);
    }

    /// Of one pattern.
    public double of(GleasonPattern pattern) {
        return switch (pattern) {
            case G3 -> g3;
            case G4 -> g4;
            case G5 -> g5;
        };
    }
}
