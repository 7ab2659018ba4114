package org.acinus.mil.evaluate;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.acinus.mil.evaluate.statistic.Bootstrap;
import org.acinus.mil.evaluate.statistic.ConfusionMatrix;

/// Every [Metric] of a list of cases in which each patient may count several times: what a bootstrap needs.
///
/// Cases are kept as cells of the confusion matrix and in the order of their scores, so that a resample takes
/// time linear in the cases. Patients are numbered by name: the order of rows in a table changes no interval.
/// Immutable, thread-safe.
final class CaseStatistics implements Bootstrap.Statistic {
    /// What [#of] gives, in this order.
    static final List<Metric> METRICS = List.of(Metric.values());

    private final int classes;
    private final int[] cells;
    private final int[] cluster;
    private final int clusters;
    /// Cases by rising score; empty where a case has no score.
    private final int[] byScore;
    /// Whether a case of `byScore` has the score of its predecessor.
    private final boolean[] tied;

    private final boolean[] positive;

    CaseStatistics(List<EvaluatedCase> cases, int classes) {
        this.classes = classes;
        cells = new int[cases.size()];
        cluster = new int[cases.size()];
        positive = new boolean[cases.size()];
        List<String> patients = cases.stream()
                .map(one -> one.origin().patient())
                .distinct()
                .sorted()
                .toList();
        Map<String, Integer> number = new HashMap<>();
        patients.forEach(patient -> number.put(patient, number.size()));
        for (int i = 0; i < cells.length; i++) {
            EvaluatedCase one = cases.get(i);
            cells[i] = one.truth() * classes + one.answer().called();
            cluster[i] = number.getOrDefault(one.origin().patient(), 0);
            positive[i] = one.truth() > 0;
        }
        clusters = patients.size();
        byScore = byScore(cases);
        tied = new boolean[byScore.length];
        for (int i = 1; i < byScore.length; i++) {
            tied[i] = score(cases.get(byScore[i])) == score(cases.get(byScore[i - 1]));
        }
    }

    private static int[] byScore(List<EvaluatedCase> cases) {
        if (cases.stream().anyMatch(one -> one.answer().cancer().isEmpty())) {
            return new int[0];
        }
        return IntStream.range(0, cases.size())
                .boxed()
                .sorted(Comparator.comparingDouble(i -> score(cases.get(i))))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private static double score(EvaluatedCase one) {
        return one.answer().cancer().orElseThrow();
    }

    /// How many patients there are.
    int clusters() {
        return clusters;
    }

    /// All figures, in the order of [#METRICS].
    @Override
    public double[] of(int[] timesDrawn) {
        int[] counts = new int[classes * classes];
        for (int i = 0; i < cells.length; i++) {
            counts[cells[i]] += timesDrawn[cluster[i]];
        }
        ConfusionMatrix matrix = ConfusionMatrix.ofCells(counts, classes);
        return METRICS.stream()
                .mapToDouble(metric -> figure(metric, matrix, timesDrawn))
                .toArray();
    }

    private double figure(Metric metric, ConfusionMatrix matrix, int[] timesDrawn) {
        return switch (metric) {
            case KAPPA -> orNaN(matrix.quadraticKappa());
            case ACCURACY -> matrix.accuracy();
            case BALANCED_ACCURACY -> matrix.balancedAccuracy();
            case AUC -> area(timesDrawn);
            case SENSITIVITY -> orNaN(matrix.sensitivity());
            case SPECIFICITY -> orNaN(matrix.specificity());
        };
    }

    /// The figures of the cases as they are.
    double[] ofAll() {
        int[] once = new int[clusters];
        Arrays.fill(once, 1);
        return of(once);
    }

    private static double orNaN(OptionalDouble figure) {
        return figure.orElse(Double.NaN);
    }

    /// The Mann-Whitney statistic, a tie counting half.
    private double area(int[] timesDrawn) {
        long won2 = 0;
        long negatives = 0;
        long positives = 0;
        int at = 0;
        while (at < byScore.length) {
            long tiedNegatives = 0;
            long tiedPositives = 0;
            do {
                int times = timesDrawn[cluster[byScore[at]]];
                if (positive[byScore[at]]) {
                    tiedPositives += times;
                } else {
                    tiedNegatives += times;
                }
                at++;
            } while (at < byScore.length && tied[at]);
            won2 += tiedPositives * (2 * negatives + tiedNegatives);
            negatives += tiedNegatives;
            positives += tiedPositives;
        }
        return won2 / 2.0 / ((double) positives * negatives);
    }
}
