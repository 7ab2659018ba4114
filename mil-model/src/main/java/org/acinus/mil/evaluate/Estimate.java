package org.acinus.mil.evaluate;

import java.util.Optional;
import org.acinus.mil.evaluate.statistic.Interval;

/// A figure and how far it can be trusted.
///
/// @param value the figure
/// @param formula 95 % interval by the formula of [Metric#formula], which takes all cases as independent
/// @param bootstrap 95 % interval from drawing patients again
public record Estimate(double value, Optional<Interval> formula, Optional<Interval> bootstrap) {

    /// The interval to show where there is room for one: the bootstrap's where patients have several slides
    /// (the formulas take slides as independent) or there is no formula, else the formula's.
    ///
    /// @param clustered whether a patient has several slides
    public Optional<Interval> interval(boolean clustered) {
        return clustered ? bootstrap : formula.or(() -> bootstrap);
    }
}
