package org.acinus.mil.evaluate.statistic;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Area under the ROC curve with its variance.
///
/// The area is the Mann-Whitney statistic: the chance that a positive case scores above a negative one, a tie
/// counting half. The variance is that of DeLong, DeLong, Clarke-Pearson, *Biometrics* 44 (1988) 837-845, got
/// from midranks as in Sun, Xu, *IEEE Signal Processing Letters* 21 (2014) 1389-1393, in O(n log n).
///
/// @param area 0 to 1
/// @param variance DeLong's; infinite where a class has a single case, whose spread nobody can know. It is 0
///     where the scores separate the classes without fault: that says nothing about the next slide
public record RocAuc(double area, double variance) {
    public RocAuc {
        if (!(area >= 0 && area <= 1)) {
            throw new IllegalArgumentException("No area under a curve: " + area);
        }
    }

    /// Compares scores of positive and negative cases.
    ///
    /// @param positive scores of the positive cases, finite
    /// @param negative scores of the negative cases, finite
    /// @return nothing where a class is empty: then there is no curve
    public static Optional<RocAuc> of(List<Double> positive, List<Double> negative) {
        if (positive.isEmpty() || negative.isEmpty()) {
            return Optional.empty();
        }
        double[] x = sorted(positive);
        double[] y = sorted(negative);
        double[] wins = shareBelow(x, y);
        double[] losses = shareBelow(y, x);
        double area = mean(wins);
        double variance = spread(wins) / wins.length + spread(losses) / losses.length;
        return Optional.of(new RocAuc(area, variance));
    }

    /// The 95 % interval on the normal approximation, cut to 0..1.
    public Interval interval95() {
        double half = Normal.Z_975 * Math.sqrt(variance);
        return new Interval(Math.max(0, area - half), Math.min(1, area + half));
    }

    private static double[] sorted(List<Double> scores) {
        double[] values = scores.stream().mapToDouble(Double::doubleValue).toArray();
        for (double value : values) {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("A score is " + value + "; it must be a finite number");
            }
        }
        Arrays.sort(values);
        return values;
    }

    /// For each of `cases`, the share of `others` below it, ties counting half; both sorted.
    private static double[] shareBelow(double[] cases, double[] others) {
        double[] shares = new double[cases.length];
        int below = 0;
        int notAbove = 0;
        for (int i = 0; i < cases.length; i++) {
            while (below < others.length && others[below] < cases[i]) {
                below++;
            }
            while (notAbove < others.length && others[notAbove] <= cases[i]) {
                notAbove++;
            }
            shares[i] = 0.5 * (below + notAbove) / others.length;
        }
        return shares;
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).sum() / values.length;
    }

    private static double spread(double[] values) {
        if (values.length < 2) {
            return Double.POSITIVE_INFINITY;
        }
        double mean = mean(values);
        return Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum() / (values.length - 1);
    }
}
