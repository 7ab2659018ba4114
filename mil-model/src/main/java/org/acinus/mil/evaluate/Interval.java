package org.acinus.mil.evaluate;

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
}
