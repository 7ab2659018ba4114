package org.acinus.gleason.pattern;

import java.util.List;
import java.util.Optional;

/// What the tiles' patterns say of a slide.
///
/// @param score nothing where no tumour was found
/// @param extent how much tumour
/// @param shares how the tumour divides into patterns
public record PatternReading(Optional<GleasonScore> score, TumourExtent extent, PatternShares shares) {

    /// Reads a map.
    ///
    /// @param strideMillimetres from one tile's left edge to the next one's
    public static PatternReading of(PatternMap map, double strideMillimetres) {
        return new PatternReading(
                BiopsyRule.grade(map), TumourExtent.of(map, strideMillimetres), PatternShares.of(map));
    }

    /// Smooths, measures and grades.
    public static PatternReading of(List<PatternTile> classified, double strideMillimetres) {
        return of(PatternMap.of(classified), strideMillimetres);
    }

    /// The ISUP grade group, 0 where no tumour was found.
    public int gradeGroup() {
        return score.map(GleasonScore::gradeGroup).orElse(0);
    }
}
