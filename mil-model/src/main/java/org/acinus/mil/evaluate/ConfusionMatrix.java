package org.acinus.mil.evaluate;

import java.util.List;
import java.util.OptionalDouble;

/// How often each true class was called which. Immutable.
///
/// Classes are 0 to `classes - 1`; 0 is benign and every other class is positive for [#sensitivity] and
/// [#specificity].
public final class ConfusionMatrix {
    private final int[][] counts;
    private final int total;

    private ConfusionMatrix(int[][] counts, int total) {
        this.counts = counts;
        this.total = total;
    }

    /// Counts.
    ///
    /// @param classes how many there are, at least 2
    /// @param truth true class of each case, at least one case
    /// @param called class that each case was given, in the same order
    public static ConfusionMatrix of(int classes, List<Integer> truth, List<Integer> called) {
        if (classes < 2 || truth.isEmpty() || truth.size() != called.size()) {
            throw new IllegalArgumentException(
                    truth.size() + " true and " + called.size() + " given classes out of " + classes);
        }
        int[][] counts = new int[classes][classes];
        for (int i = 0; i < truth.size(); i++) {
            counts[known(truth.get(i), classes)][known(called.get(i), classes)]++;
        }
        return new ConfusionMatrix(counts, truth.size());
    }

    private static int known(int label, int classes) {
        if (label < 0 || label >= classes) {
            throw new IllegalArgumentException("Class " + label + " is not one of 0 to " + (classes - 1));
        }
        return label;
    }

    /// Cases of one true class that were called another.
    public int count(int truth, int called) {
        return counts[truth][called];
    }

    /// Number of cases.
    public int total() {
        return total;
    }

    /// Share of cases called rightly.
    public double accuracy() {
        int right = 0;
        for (int i = 0; i < counts.length; i++) {
            right += counts[i][i];
        }
        return (double) right / total;
    }

    /// Cohen's kappa with weights growing as the square of the distance (Cohen, *Psychological Bulletin* 70
    /// (1968) 213-220), the measure of the PANDA challenge.
    ///
    /// @return nothing where both sides always say one and the same class, since chance alone agrees then
    public OptionalDouble quadraticKappa() {
        double observed = 0;
        double expected = 0;
        for (int i = 0; i < counts.length; i++) {
            for (int j = 0; j < counts.length; j++) {
                double weight = (double) (i - j) * (i - j);
                observed += weight * counts[i][j];
                expected += weight * row(i) * column(j) / total;
            }
        }
        return expected == 0 ? OptionalDouble.empty() : OptionalDouble.of(1 - observed / expected);
    }

    /// Share of the positive cases that were called positive; nothing where there is no positive case.
    public OptionalDouble sensitivity() {
        int positive = total - row(0);
        int missed = column(0) - counts[0][0];
        return positive == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) (positive - missed) / positive);
    }

    /// Share of the negative cases that were called negative; nothing where there is no negative case.
    public OptionalDouble specificity() {
        int negative = row(0);
        return negative == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) counts[0][0] / negative);
    }

    private int row(int truth) {
        int sum = 0;
        for (int count : counts[truth]) {
            sum += count;
        }
        return sum;
    }

    private int column(int called) {
        int sum = 0;
        for (int[] row : counts) {
            sum += row[called];
        }
        return sum;
    }
}
