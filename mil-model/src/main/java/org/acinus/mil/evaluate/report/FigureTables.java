package org.acinus.mil.evaluate.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.acinus.mil.evaluate.Estimate;
import org.acinus.mil.evaluate.Evaluation;
import org.acinus.mil.evaluate.Figures;
import org.acinus.mil.evaluate.GroupFigures;
import org.acinus.mil.evaluate.Metric;
import org.acinus.mil.evaluate.agreement.ReaderAgreement;
import org.acinus.mil.evaluate.statistic.BinaryTable;
import org.acinus.mil.evaluate.statistic.ConfusionMatrix;
import org.acinus.mil.evaluate.statistic.Proportion;
import org.acinus.mil.evaluate.statistic.RocAuc;

/// The page's tables.
final class FigureTables {
    private static final String TOO_FEW = "too few";

    private FigureTables() {}

    static String whole(Figures figures) {
        List<List<String>> rows = new ArrayList<>();
        figures.estimates().forEach((metric, estimate) -> {
            if (shown(metric, figures)) {
                String formula = metric.formula().isEmpty()
                        ? "–"
                        : Html.interval(estimate.formula()) + " (" + metric.formula() + ")";
                rows.add(List.of(
                        metric.toString(),
                        Html.number(estimate.value()),
                        formula,
                        Html.interval(estimate.bootstrap())));
            }
        });
        return Html.table(List.of("", "value", "95 % interval by formula", "patients drawn again"), rows);
    }

    /// Kappa of two classes says little that sensitivity and specificity do not.
    static boolean shown(Metric metric, Figures figures) {
        return metric != Metric.KAPPA || figures.confusion().classes() > 2;
    }

    static String thresholds(ConfusionMatrix matrix, List<String> classes) {
        List<List<String>> rows = new ArrayList<>();
        for (int least = 1; least < matrix.classes(); least++) {
            BinaryTable table = matrix.atLeast(least);
            rows.add(List.of(
                    classes.get(least) + (least + 1 < matrix.classes() ? " or more" : ""),
                    "" + table.trueNegative(),
                    "" + table.falsePositive(),
                    "" + table.falseNegative(),
                    "" + table.truePositive(),
                    below(table.sensitivity()),
                    below(table.specificity()),
                    below(table.positivePredictiveValue()),
                    below(table.negativePredictiveValue()),
                    table.f1().isPresent() ? Html.number(table.f1().getAsDouble()) : "–"));
        }
        return Html.table(
                        List.of(
                                "positive is",
                                "TN",
                                "FP",
                                "FN",
                                "TP",
                                "sensitivity",
                                "specificity",
                                "PPV",
                                "NPV",
                                "F1"),
                        rows)
                + "<p class=\"lead\">Slides called negative or positive rightly (TN, TP) and wrongly (FN, FP); below shares"
                + " their Wilson intervals. Predictive values (PPV, NPV) and F1 hold for the share of positive slides here"
                + " only.</p>";
    }

    /// With the interval on a line of its own.
    private static String below(Optional<Proportion> share) {
        return share.map(known -> Html.number(known.value()) + "\n" + Html.interval(Optional.of(known.interval95())))
                .orElse("–");
    }

    private static String share(Optional<Proportion> share) {
        return share.map(known ->
                        Html.number(known.value()) + " (" + Html.interval(Optional.of(known.interval95())) + ")")
                .orElse("–");
    }

    static String oneVsRest(Evaluation evaluation, List<String> classes) {
        List<List<String>> rows = new ArrayList<>();
        for (int label = 0; label < classes.size(); label++) {
            BinaryTable table = evaluation.whole().confusion().against(label);
            Optional<RocAuc> area = Optional.ofNullable(evaluation.oneVsRest().get(label));
            rows.add(List.of(
                    classes.get(label),
                    "" + evaluation.whole().confusion().row(label),
                    area.map(known -> Html.number(known.area()) + " (" + Html.interval(Optional.of(known.interval95()))
                                    + ")")
                            .orElse("–"),
                    share(table.sensitivity()),
                    share(table.specificity())));
        }
        return Html.table(List.of("class", "n", "AUC (DeLong)", "sensitivity (Wilson)", "specificity (Wilson)"), rows);
    }

    static String groups(List<GroupFigures> groups, Evaluation evaluation) {
        List<Metric> metrics = List.of(Metric.values()).stream()
                .filter(metric -> evaluation.whole().estimate(metric).isPresent())
                .filter(metric -> shown(metric, evaluation.whole()))
                .toList();
        List<String> head = new ArrayList<>(List.of("", "n"));
        metrics.forEach(metric -> head.add(metric.toString()));
        List<List<String>> rows = new ArrayList<>();
        for (GroupFigures group : groups) {
            rows.add(row(group.name(), group.n(), group.alone(), metrics));
        }
        int cases = evaluation.whole().n();
        if (GroupFigures.othersTellMore(groups, cases)) {
            for (GroupFigures group : groups) {
                rows.add(row("all without " + group.name(), cases - group.n(), group.without(), metrics));
            }
        }
        return Html.table(head, rows) + "<p class=\"lead\">A row of fewer than "
                + evaluation.options().smallestGroup() + " slides gets no number.</p>";
    }

    private static List<String> row(String name, int n, Optional<Figures> figures, List<Metric> metrics) {
        List<String> row = new ArrayList<>(List.of(name, "" + n));
        for (Metric metric : metrics) {
            Optional<Estimate> estimate = figures.flatMap(known -> known.estimate(metric));
            boolean clustered = figures.map(Figures::clustered).orElse(false);
            row.add(
                    figures.isEmpty()
                            ? TOO_FEW
                            : estimate.map(known -> Html.number(known.value()) + "\n"
                                            + Html.interval(known.interval(clustered)))
                                    .orElse("–"));
        }
        return row;
    }

    static String agreement(ReaderAgreement agreement) {
        List<List<String>> rows = agreement.pairs().stream()
                .map(pair -> List.of(
                        pair.one() + " and " + pair.other(),
                        "" + pair.n(),
                        pair.kappa().map(known -> Html.number(known.value())).orElse(TOO_FEW),
                        pair.kappa()
                                .map(known -> Html.interval(known.bootstrap()))
                                .orElse("–")))
                .toList();
        String fleiss = agreement
                .fleiss()
                .map(known -> "<p>Fleiss' kappa of the " + known.readers() + " readers on the " + known.cases()
                        + " slides that all have read: <strong>" + Html.number(known.kappa()) + "</strong></p>")
                .orElse("");
        return Html.table(List.of("pair", "n", "quadratic kappa", "patients drawn again"), rows) + fleiss;
    }
}
