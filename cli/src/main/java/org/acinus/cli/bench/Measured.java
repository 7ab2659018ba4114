package org.acinus.cli.bench;

import java.util.Arrays;
import java.util.List;

/// A figure taken several times.
///
/// @param least the smallest
/// @param median the middle one, mean of two where their number is even
/// @param greatest the largest
public record Measured(double least, double median, double greatest) {

    /// Sums up a figure's rounds.
    ///
    /// @param rounds at least one
    public static Measured of(List<Double> rounds) {
        double[] sorted = rounds.stream().mapToDouble(Double::doubleValue).toArray();
        if (sorted.length == 0) {
            throw new IllegalArgumentException("Nothing was measured");
        }
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Measured(sorted[0], median, sorted[sorted.length - 1]);
    }
}
