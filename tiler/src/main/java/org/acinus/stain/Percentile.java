package org.acinus.stain;

import java.util.Arrays;

/// Percentiles with linear interpolation between the values at hand, as the published codes of the methods take
/// them (type 7 of Hyndman and Fan, 1996).
final class Percentile {
    private Percentile() {}

    /// The percentiles asked for, in their order.
    ///
    /// @param values at least one; sorted by the call
    /// @param percents 0 to 100
    static double[] of(double[] values, double... percents) {
        Arrays.sort(values);
        double[] found = new double[percents.length];
        for (int i = 0; i < percents.length; i++) {
            double place = percents[i] / 100 * (values.length - 1);
            int below = (int) place;
            int above = Math.min(below + 1, values.length - 1);
            found[i] = values[below] + (place - below) * (values[above] - values[below]);
        }
        return found;
    }
}
