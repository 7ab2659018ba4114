package org.acinus.gleason.pattern;

/// Primary and secondary pattern of a biopsy, for example 3+4.
public record GleasonScore(GleasonPattern primary, GleasonPattern secondary) {

    /// 6 to 10.
    public int sum() {
        return primary.number() + secondary.number();
    }

    /// The ISUP grade group, 1 to 5 (Epstein et al., *American Journal of Surgical Pathology* 40 (2016) 244-252).
    public int gradeGroup() {
        return switch (sum()) {
            case 6 -> 1;
            case 7 -> primary == GleasonPattern.G3 ? 2 : 3;
            case 8 -> 4;
            default -> 5;
        };
    }

    /// As reports write it: `3+4`.
    @Override
    public String toString() {
        return primary.number() + "+" + secondary.number();
    }
}
