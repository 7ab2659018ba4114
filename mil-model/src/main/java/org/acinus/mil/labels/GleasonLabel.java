package org.acinus.mil.labels;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Gleason scores as label tables write them, and the ISUP grade group that each means (Epstein et al., *American
/// Journal of Surgical Pathology* 40 (2016) 244-252).
///
/// A benign biopsy is "negative" at one of PANDA's two sites and "0+0" at the other.
public final class GleasonLabel {
    private static final Map<String, Integer> GRADES = Map.ofEntries(
            Map.entry("negative", 0),
            Map.entry("benign", 0),
            Map.entry("0+0", 0),
            Map.entry("3+3", 1),
            Map.entry("3+4", 2),
            Map.entry("4+3", 3),
            Map.entry("4+4", 4),
            Map.entry("3+5", 4),
            Map.entry("5+3", 4),
            Map.entry("4+5", 5),
            Map.entry("5+4", 5),
            Map.entry("5+5", 5));

    private GleasonLabel() {}

    /// The ISUP grade group, 0 (benign) to 5.
    ///
    /// @param score such as `3+4`, blanks and capitals do not matter
    /// @return nothing where it is no score that a prostate biopsy can have
    public static Optional<Integer> isup(String score) {
        return Optional.ofNullable(GRADES.get(score.replace(" ", "").toLowerCase(Locale.ROOT)));
    }
}
