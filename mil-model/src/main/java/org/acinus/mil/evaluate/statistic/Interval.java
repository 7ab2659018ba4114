package org.acinus.mil.evaluate.statistic;

/// A confidence interval.
///
/// @param lower its lower end
/// @param upper its upper end, not below `lower`
public record Interval(double lower, double upper) {
    public Interval {
        if (!(lower <= upper)) {
            throw new IllegalArgumentException("No interval: " + lower + " to " + upper);
        }
    }

    /// Whether both ends are one: where predictions never err, neither DeLong's formula nor a bootstrap can tell how
    /// far chance goes, and a table should not show such an interval as certainty.
    public boolean hasNoWidth() {
        return lower == upper;
    }
}
