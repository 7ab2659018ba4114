package org.acinus.mil.evaluate.statistic;

/// A share of cases: so many of so many.
///
/// @param hits how many
/// @param of how many at all, at least one
public record Proportion(int hits, int of) {
    public Proportion {
        if (of < 1 || hits < 0 || hits > of) {
            throw new IllegalArgumentException("No share: " + hits + " of " + of);
        }
    }

    /// The share, 0 to 1.
    public double value() {
        return (double) hits / of;
    }

    /// The 95 % score interval of Wilson, *Journal of the American Statistical Association* 22 (1927) 209-212,
    /// as the FDA's decision summaries have it. Takes the cases as independent.
    public Interval interval95() {
        double z2 = Normal.Z_975 * Normal.Z_975;
        double p = value();
        double centre = (p + z2 / (2.0 * of)) / (1 + z2 / of);
        double half = Normal.Z_975 / (1 + z2 / of) * Math.sqrt(p * (1 - p) / of + z2 / (4.0 * of * of));
        // At the ends the formula is exact, but for rounding.
        return new Interval(hits == 0 ? 0 : centre - half, hits == of ? 1 : centre + half);
    }
}
