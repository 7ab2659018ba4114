package org.acinus.mil.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.acinus.mil.evaluate.statistic.RocAuc;

/// Everything that is measured on predictions.
///
/// @param options how it was measured
/// @param whole on all cases
/// @param oneVsRest area under the ROC curve of each class against all others, by class, from the classes'
///     probabilities
/// @param roc the ROC curve of cancer, where the predictions have a probability of cancer
/// @param reliability how far the probability of cancer can be taken at its word, likewise
/// @param sites by site
/// @param subgroups by subgroup
public record Evaluation(
        EvaluationOptions options,
        Figures whole,
        Map<Integer, RocAuc> oneVsRest,
        Optional<RocCurve> roc,
        Optional<ReliabilityCurve> reliability,
        List<GroupFigures> sites,
        List<GroupFigures> subgroups) {
    public Evaluation {
        oneVsRest = Map.copyOf(oneVsRest);
        sites = List.copyOf(sites);
        subgroups = List.copyOf(subgroups);
    }

    /// Measures.
    ///
    /// @param cases at least one
    public static Evaluation of(List<EvaluatedCase> cases, EvaluationOptions options) {
        boolean scored = cases.stream().allMatch(one -> one.answer().cancer().isPresent());
        return new Evaluation(
                options,
                Figures.of(cases, options.classes(), options.bootstrap()),
                oneVsRest(cases, options.classes()),
                scored ? RocCurve.of(cases) : Optional.empty(),
                scored ? Optional.of(ReliabilityCurve.ofCancer(cases)) : Optional.empty(),
                GroupFigures.table(cases, one -> one.origin().site(), options),
                GroupFigures.table(cases, one -> one.origin().subgroup(), options));
    }

    private static Map<Integer, RocAuc> oneVsRest(List<EvaluatedCase> cases, int classes) {
        if (classes == 2
                || cases.stream().anyMatch(one -> one.answer().probabilities().size() != classes)) {
            return Map.of();
        }
        Map<Integer, RocAuc> areas = new TreeMap<>();
        for (int label = 0; label < classes; label++) {
            List<Double> positive = new ArrayList<>();
            List<Double> negative = new ArrayList<>();
            for (EvaluatedCase one : cases) {
                (one.truth() == label ? positive : negative)
                        .add(one.answer().probabilities().get(label));
            }
            int named = label;
            RocAuc.of(positive, negative).ifPresent(area -> areas.put(named, area));
        }
        return areas;
    }
}
