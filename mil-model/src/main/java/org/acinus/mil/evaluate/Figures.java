package org.acinus.mil.evaluate;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.acinus.mil.evaluate.statistic.Bootstrap;
import org.acinus.mil.evaluate.statistic.ConfusionMatrix;
import org.acinus.mil.evaluate.statistic.Interval;
import org.acinus.mil.evaluate.statistic.Proportion;
import org.acinus.mil.evaluate.statistic.RocAuc;

/// How good predictions are on some cases.
///
/// @param n number of cases
/// @param patients number of patients
/// @param confusion how often each true class was called which
/// @param estimates the figures that are defined on these cases
public record Figures(int n, int patients, ConfusionMatrix confusion, Map<Metric, Estimate> estimates) {
    public Figures {
        estimates = Collections.unmodifiableMap(new EnumMap<>(estimates));
    }

    /// Computes all figures.
    ///
    /// @param cases at least one
    /// @param classes how many classes there are, at least 2
    public static Figures of(List<EvaluatedCase> cases, int classes, Bootstrap bootstrap) {
        ConfusionMatrix confusion = ConfusionMatrix.of(
                classes,
                cases.stream().map(EvaluatedCase::truth).toList(),
                cases.stream().map(one -> one.answer().called()).toList());
        CaseStatistics statistics = new CaseStatistics(cases, classes);
        double[] values = statistics.ofAll();
        List<Optional<Interval>> drawn = bootstrap.intervals95(statistics.clusters(), statistics);
        Map<Metric, Estimate> estimates = new EnumMap<>(Metric.class);
        for (int i = 0; i < values.length; i++) {
            Metric metric = CaseStatistics.METRICS.get(i);
            if (!Double.isNaN(values[i])) {
                estimates.put(metric, new Estimate(values[i], formula(metric, confusion, cases), drawn.get(i)));
            }
        }
        return new Figures(cases.size(), statistics.clusters(), confusion, estimates);
    }

    /// A figure, where it is defined.
    public Optional<Estimate> estimate(Metric metric) {
        return Optional.ofNullable(estimates.get(metric));
    }

    /// Whether a patient has several slides.
    public boolean clustered() {
        return patients < n;
    }

    private static Optional<Interval> formula(Metric metric, ConfusionMatrix confusion, List<EvaluatedCase> cases) {
        return switch (metric) {
            case KAPPA, BALANCED_ACCURACY -> Optional.empty();
            case ACCURACY -> Optional.of(confusion.accuracyShare().interval95());
            case AUC -> RocAuc.of(scores(cases, true), scores(cases, false)).map(RocAuc::interval95);
            case SENSITIVITY -> confusion.atLeast(1).sensitivity().map(Proportion::interval95);
            case SPECIFICITY -> confusion.atLeast(1).specificity().map(Proportion::interval95);
        };
    }

    private static List<Double> scores(List<EvaluatedCase> cases, boolean positive) {
        return cases.stream()
                .filter(one -> one.truth() > 0 == positive)
                .map(one -> one.answer().cancer().orElseThrow())
                .toList();
    }
}
