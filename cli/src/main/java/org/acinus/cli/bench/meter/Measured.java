package org.acinus.cli.bench.meter;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

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

    /// Puts the three numbers into a document.
    public void into(ObjectNode node) {
        node.put("least", least).put("median", median).put("greatest", greatest);
    }

    /// Seconds for people: the median, and in brackets how far the rounds lie apart.
    public String seconds() {
        return String.format(Locale.ROOT, "%7.3f s (%.3f to %.3f)", median, least, greatest);
    }
}
