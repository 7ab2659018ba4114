package org.acinus.gleason.pattern;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;

/// Grades a biopsy: the most common pattern plus the highest of the others (van Leenders et al., *American
/// Journal of Surgical Pathology* 44 (2020) e87-e99; Epstein et al. 2016).
///
/// A higher pattern counts however little there is of it, once there are [PatternMap#LEAST_PIECE] tiles of it,
/// which a classifier's slip seldom makes; a lower one only from [#LEAST_LOWER_SHARE] of the tumour on, as the
/// rule has it. One pattern alone stands twice. Of two patterns equally common the higher is the first.
public final class BiopsyRule {
    /// Less of a lower pattern is left out.
    public static final double LEAST_LOWER_SHARE = 0.05;

    private BiopsyRule() {}

    /// The score; nothing where there is no tumour.
    public static Optional<GleasonScore> grade(PatternMap map) {
        PatternShares shares = PatternShares.of(map);
        if (map.tumour().isEmpty()) {
            return Optional.empty();
        }
        GleasonPattern primary = Arrays.stream(GleasonPattern.values())
                .max(Comparator.<GleasonPattern>comparingDouble(shares::of).thenComparingInt(GleasonPattern::number))
                .orElseThrow();
        GleasonPattern secondary = Arrays.stream(GleasonPattern.values())
                .filter(pattern -> pattern != primary)
                .filter(pattern -> counts(pattern, primary, map, shares))
                .max(Comparator.comparingInt(GleasonPattern::number))
                .orElse(primary);
        return Optional.of(new GleasonScore(primary, secondary));
    }

    private static boolean counts(
            GleasonPattern pattern, GleasonPattern primary, PatternMap map, PatternShares shares) {
        return pattern.number() > primary.number()
                ? map.count(pattern) >= PatternMap.LEAST_PIECE
                : shares.of(pattern) >= LEAST_LOWER_SHARE;
    }
}
