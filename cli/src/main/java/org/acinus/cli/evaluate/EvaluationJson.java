package org.acinus.cli.evaluate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.acinus.cli.terminal.Json;
import org.acinus.export.PackNotice;
import org.acinus.mil.evaluate.Evaluation;
import org.acinus.mil.evaluate.Figures;
import org.acinus.mil.evaluate.GroupFigures;
import org.acinus.mil.evaluate.Metric;
import org.acinus.mil.evaluate.ReliabilityCurve;
import org.acinus.mil.evaluate.agreement.ReaderAgreement;
import org.acinus.mil.evaluate.statistic.BinaryTable;
import org.acinus.mil.evaluate.statistic.ConfusionMatrix;
import org.acinus.mil.evaluate.statistic.Interval;
import org.acinus.mil.evaluate.statistic.KappaWeights;
import org.acinus.mil.evaluate.statistic.Proportion;
import org.acinus.mil.labels.JoinedCases;
import org.acinus.mil.labels.LabelConflict;
import org.acinus.mil.pack.HeadTask;

/// The result as one document.
///
/// `…_ci95` is the interval by formula where there is one (Wilson, DeLong), else the bootstrap's, which is also
/// there by itself as `…_ci95_bootstrap`.
final class EvaluationJson {
    private EvaluationJson() {}

    static ObjectNode of(Measured measured, HeadTask task) {
        Evaluation evaluation = measured.evaluation();
        ObjectNode document = Json.object();
        document.put("notice", PackNotice.RESEARCH_USE).put("task", task.toString());
        document.put("n", evaluation.whole().n())
                .put("patients", evaluation.whole().patients());
        figures(document, evaluation.whole());
        matrix(document, evaluation.whole().confusion());
        ArrayNode areas = evaluation.oneVsRest().isEmpty() ? null : document.putArray("auc_one_vs_rest");
        if (areas != null) {
            for (int label = 0; label < task.classes(); label++) {
                Optional.ofNullable(evaluation.oneVsRest().get(label))
                        .ifPresentOrElse(area -> areas.add(area.area()), areas::addNull);
            }
        }
        evaluation.reliability().ifPresent(curve -> calibration(document.putObject("calibration"), curve));
        groups(document, "sites", evaluation.sites());
        groups(document, "subgroups", evaluation.subgroups());
        measured.agreement().ifPresent(known -> agreement(document.putObject("agreement"), known));
        joined(document, measured.joined());
        document.putObject("method")
                .put("bootstrap_resamples", evaluation.options().bootstrap().resamples())
                .put("seed", evaluation.options().bootstrap().seed())
                .put("smallest_group", evaluation.options().smallestGroup())
                .put("formula_intervals", "Wilson (shares), DeLong (auc)");
        return document;
    }

    private static void figures(ObjectNode document, Figures figures) {
        figures.estimates().forEach((metric, estimate) -> {
            if (metric == Metric.KAPPA && figures.confusion().classes() == 2) {
                return;
            }
            String key = metric == Metric.KAPPA ? "qwk" : metric.name().toLowerCase(Locale.ROOT);
            document.put(key, estimate.value());
            interval(document, key + "_ci95", estimate.formula().or(estimate::bootstrap));
            if (estimate.formula().isPresent()) {
                interval(document, key + "_ci95_bootstrap", estimate.bootstrap());
            }
        });
    }

    private static void interval(ObjectNode document, String key, Optional<Interval> interval) {
        interval.ifPresentOrElse(
                known -> document.putArray(key).add(known.lower()).add(known.upper()), () -> document.putNull(key));
    }

    private static void matrix(ObjectNode document, ConfusionMatrix matrix) {
        ArrayNode rows = document.putArray("confusion");
        for (int truth = 0; truth < matrix.classes(); truth++) {
            ArrayNode row = rows.addArray();
            for (int called = 0; called < matrix.classes(); called++) {
                row.add(matrix.count(truth, called));
            }
        }
        if (matrix.classes() > 2) {
            matrix.kappa(KappaWeights.LINEAR).ifPresent(kappa -> document.put("linear_kappa", kappa));
            matrix.kappa(KappaWeights.NONE).ifPresent(kappa -> document.put("unweighted_kappa", kappa));
            share(document, "accuracy_on_cancer", matrix.accuracyFrom(1));
        }
        ArrayNode thresholds = document.putArray("thresholds");
        for (int least = 1; least < matrix.classes(); least++) {
            BinaryTable table = matrix.atLeast(least);
            ObjectNode entry = thresholds.addObject();
            entry.put("positive_from", least);
            entry.put("tn", table.trueNegative()).put("fp", table.falsePositive());
            entry.put("fn", table.falseNegative()).put("tp", table.truePositive());
            share(entry, "sensitivity", table.sensitivity());
            share(entry, "specificity", table.specificity());
            share(entry, "ppv", table.positivePredictiveValue());
            share(entry, "npv", table.negativePredictiveValue());
            table.f1().ifPresent(f1 -> entry.put("f1", f1));
        }
    }

    private static void share(ObjectNode document, String key, Optional<Proportion> share) {
        share.ifPresent(known -> document.put(key, known.value()));
        interval(document, key + "_ci95", share.map(Proportion::interval95));
    }

    private static void calibration(ObjectNode document, ReliabilityCurve curve) {
        document.put("expected_calibration_error", curve.expectedError());
        document.put("adaptive_calibration_error", curve.adaptiveError());
        ArrayNode bins = document.putArray("bins");
        for (ReliabilityCurve.Bin bin : curve.equalWidth()) {
            bins.addObject()
                    .put("n", bin.observed().of())
                    .put("said", bin.meanProbability())
                    .put("observed", bin.observed().value());
        }
    }

    private static void groups(ObjectNode document, String key, List<GroupFigures> groups) {
        if (groups.isEmpty()) {
            return;
        }
        ArrayNode rows = document.putArray(key);
        for (GroupFigures group : groups) {
            ObjectNode row = rows.addObject().put("name", group.name()).put("n", group.n());
            row.put("too_few", group.alone().isEmpty());
            group.alone().ifPresent(known -> figures(row, known));
            group.without().ifPresent(known -> figures(row.putObject("all_others"), known));
        }
    }

    private static void agreement(ObjectNode document, ReaderAgreement agreement) {
        ArrayNode pairs = document.putArray("pairs");
        for (ReaderAgreement.Pair pair : agreement.pairs()) {
            ObjectNode entry = pairs.addObject()
                    .put("one", pair.one())
                    .put("other", pair.other())
                    .put("n", pair.n());
            pair.kappa().ifPresent(kappa -> entry.put("qwk", kappa.value()));
            interval(entry, "qwk_ci95", pair.kappa().flatMap(kappa -> kappa.bootstrap()));
        }
        agreement
                .fleiss()
                .ifPresent(fleiss -> document.putObject("fleiss")
                        .put("kappa", fleiss.kappa())
                        .put("n", fleiss.cases())
                        .put("readers", fleiss.readers()));
    }

    private static void joined(ObjectNode document, JoinedCases joined) {
        JoinedCases.UsedColumns used = joined.columns();
        ObjectNode columns = document.putObject("columns");
        columns.put("prediction", used.prediction()).put("label", used.label());
        used.patient().ifPresent(name -> columns.put("patient", name));
        used.site().ifPresent(name -> columns.put("site", name));
        used.subgroup().ifPresent(name -> columns.put("subgroup", name));
        ArrayNode unpredicted = document.putArray("without_prediction");
        joined.unpredicted().forEach(unpredicted::add);
        ArrayNode unlabelled = document.putArray("without_label");
        joined.unlabelled().forEach(unlabelled::add);
        ArrayNode conflicts = document.putArray("label_conflicts");
        for (LabelConflict conflict : joined.conflicts()) {
            conflicts
                    .addObject()
                    .put("line", conflict.line())
                    .put("slide", conflict.slide())
                    .put("gleason", conflict.gleason())
                    .put("stated", conflict.stated())
                    .put("cure", conflict.words());
        }
    }
}
