package org.acinus.mil.evaluate.statistic;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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

    /// Takes counts that were made already.
    ///
    /// @param cells count of true class `i` called `j` at `i * classes + j`; at least one case in all
    /// @param classes how many there are, at least 2
    public static ConfusionMatrix ofCells(int[] cells, int classes) {
        int[][] counts = new int[classes][];
        for (int i = 0; i < classes; i++) {
            counts[i] = Arrays.copyOfRange(cells, i * classes, (i + 1) * classes);
        }
        return new ConfusionMatrix(counts, Arrays.stream(cells).sum());
    }

    private static int known(int label, int classes) {
        if (label < 0 || label >= classes) {
            throw new IllegalArgumentException("Class " + label + " is not one of 0 to " + (classes - 1));
        }
        return label;
    }

    /// Number of classes.
    public int classes() {
        return counts.length;
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
        return accuracyShare().value();
    }

    /// Cases called rightly, of all.
    public Proportion accuracyShare() {
        int right = 0;
        for (int i = 0; i < counts.length; i++) {
            right += counts[i][i];
        }
        return new Proportion(right, total);
    }

    /// Mean of the classes' recalls, over the classes that have a case.
    public double balancedAccuracy() {
        double sum = 0;
        int present = 0;
        for (int i = 0; i < counts.length; i++) {
            int cases = row(i);
            if (cases > 0) {
                sum += (double) counts[i][i] / cases;
                present++;
            }
        }
        return sum / present;
    }

    /// Cohen's kappa with weights growing as the square of the distance, the measure of the PANDA challenge.
    ///
    /// @return nothing where both sides always say one and the same class, since chance alone agrees then
    public OptionalDouble quadraticKappa() {
        return kappa(KappaWeights.QUADRATIC);
    }

    /// Cohen's weighted kappa (Cohen, *Psychological Bulletin* 70 (1968) 213-220).
    ///
    /// @return nothing where both sides always say one and the same class, since chance alone agrees then
    public OptionalDouble kappa(KappaWeights weights) {
        double observed = 0;
        double expected = 0;
        int[] rows = new int[counts.length];
        int[] columns = new int[counts.length];
        for (int i = 0; i < counts.length; i++) {
            rows[i] = row(i);
            columns[i] = column(i);
        }
        for (int i = 0; i < counts.length; i++) {
            for (int j = 0; j < counts.length; j++) {
                double weight = weights.of(i, j);
                observed += weight * counts[i][j];
                expected += weight * rows[i] * columns[j] / total;
            }
        }
        return expected == 0 ? OptionalDouble.empty() : OptionalDouble.of(1 - observed / expected);
    }

    /// Positive and negative cases where the classes from one on are positive.
    ///
    /// @param least the least positive class, 1 to `classes - 1`
    public BinaryTable atLeast(int least) {
        if (least < 1 || least >= counts.length) {
            throw new IllegalArgumentException("Class " + least + " is not one of 1 to " + (counts.length - 1));
        }
        int[][] table = new int[2][2];
        for (int i = 0; i < counts.length; i++) {
            for (int j = 0; j < counts.length; j++) {
                table[i >= least ? 1 : 0][j >= least ? 1 : 0] += counts[i][j];
            }
        }
        return new BinaryTable(table[0][0], table[0][1], table[1][0], table[1][1]);
    }

    /// One class against all others.
    ///
    /// @param label the positive class
    public BinaryTable against(int label) {
        int right = counts[known(label, counts.length)][label];
        int missed = row(label) - right;
        int wrong = column(label) - right;
        return new BinaryTable(total - right - missed - wrong, wrong, missed, right);
    }

    /// Share of the cases of the classes from one on that were called exactly right, such as the accuracy on
    /// tumour; nothing where there is no such case.
    public Optional<Proportion> accuracyFrom(int least) {
        int right = 0;
        int cases = 0;
        for (int i = least; i < counts.length; i++) {
            right += counts[i][i];
            cases += row(i);
        }
        return cases == 0 ? Optional.empty() : Optional.of(new Proportion(right, cases));
    }

    /// Share of the positive cases that were called positive; nothing where there is no positive case.
    public OptionalDouble sensitivity() {
        return value(atLeast(1).sensitivity());
    }

    /// Share of the negative cases that were called negative; nothing where there is no negative case.
    public OptionalDouble specificity() {
        return value(atLeast(1).specificity());
    }

    private static OptionalDouble value(Optional<Proportion> share) {
        return share.map(known -> OptionalDouble.of(known.value())).orElseGet(OptionalDouble::empty);
    }

    /// Cases of a true class.
    public int row(int truth) {
        return Arrays.stream(counts[truth]).sum();
    }

    /// Cases that were called a class.
    public int column(int called) {
        int sum = 0;
        for (int[] row : counts) {
            sum += row[called];
        }
        return sum;
    }
}
