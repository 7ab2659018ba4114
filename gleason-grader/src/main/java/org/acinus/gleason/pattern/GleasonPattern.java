package org.acinus.gleason.pattern;

/// The growth patterns that are still graded; 1 and 2 are no longer given on biopsies (Epstein et al., *American
/// Journal of Surgical Pathology* 40 (2016) 244-252).
public enum GleasonPattern {
    G3(3),
    G4(4),
    G5(5);

    private final int number;

    GleasonPattern(int number) {
        this.number = number;
    }

    /// 3 to 5; the greater, the less like glands.
    public int number() {
        return number;
    }
}
