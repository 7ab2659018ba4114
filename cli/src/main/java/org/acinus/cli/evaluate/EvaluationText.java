package org.acinus.cli.evaluate;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.acinus.export.PackNotice;
import org.acinus.mil.evaluate.Estimate;
import org.acinus.mil.evaluate.Evaluation;
import org.acinus.mil.evaluate.Figures;
import org.acinus.mil.evaluate.GroupFigures;
import org.acinus.mil.evaluate.Metric;
import org.acinus.mil.evaluate.agreement.ReaderAgreement;
import org.acinus.mil.evaluate.statistic.ConfusionMatrix;
import org.acinus.mil.evaluate.statistic.Interval;
import org.acinus.mil.labels.JoinedCases;
import org.acinus.mil.pack.HeadTask;

/// The result for a terminal.
final class EvaluationText {
    private EvaluationText() {}

    static void print(PrintWriter out, Measured measured, HeadTask task) {
        Evaluation evaluation = measured.evaluation();
        JoinedCases.UsedColumns columns = measured.joined().columns();
        Figures whole = evaluation.whole();
        out.printf(
                "%d slides of %d patients%s; predictions: %s, labels: %s%n%n",
                whole.n(),
                whole.patients(),
                columns.patient().map(name -> " (" + name + ")").orElse(" (each slide taken as one)"),
                columns.prediction(),
                columns.label());
        out.printf("%-20s %7s   %-16s   %s%n", "", "value", "95 % by formula", "patients drawn again");
        whole.estimates().forEach((metric, estimate) -> {
            if (metric != Metric.KAPPA || task == HeadTask.ISUP) {
                out.printf(
                        Locale.ROOT,
                        "%-20s %7.3f   %-16s   %s%n",
                        metric,
                        estimate.value(),
                        estimate.formula().map(EvaluationText::text).orElse(""),
                        estimate.bootstrap().map(EvaluationText::text).orElse("not defined"));
            }
        });
        evaluation
                .reliability()
                .ifPresent(curve -> out.printf(
                        Locale.ROOT,
                        "%-20s %7.3f   (expected, ten bins)%n",
                        "calibration error",
                        curve.expectedError()));
        matrix(out, whole.confusion());
        Shown shown = new Shown(task == HeadTask.ISUP ? Metric.KAPPA : Metric.AUC, whole.n());
        groups(out, "site", evaluation.sites(), shown);
        groups(out, "subgroup", evaluation.subgroups(), shown);
        measured.agreement().ifPresent(known -> agreement(out, known));
        out.println();
        out.println(PackNotice.RESEARCH_USE);
    }

    private static String text(Interval interval) {
        return interval.hasNoWidth()
                ? "no width"
                : String.format(Locale.ROOT, "%.3f to %.3f", interval.lower(), interval.upper());
    }

    private static void matrix(PrintWriter out, ConfusionMatrix matrix) {
        out.printf("%nrows true, columns called%n%8s", "");
        for (int called = 0; called < matrix.classes(); called++) {
            out.printf("%6d", called);
        }
        out.println();
        for (int truth = 0; truth < matrix.classes(); truth++) {
            out.printf("%8d", truth);
            for (int called = 0; called < matrix.classes(); called++) {
                out.printf("%6d", matrix.count(truth, called));
            }
            out.println();
        }
    }

    private static void groups(PrintWriter out, String kind, List<GroupFigures> groups, Shown shown) {
        if (groups.isEmpty()) {
            return;
        }
        boolean others = GroupFigures.othersTellMore(groups, shown.cases());
        out.printf(
                "%n%-30s %6s   %-26s%s%n", kind + ": " + shown.metric(), "n", "alone", others ? "   all others" : "");
        for (GroupFigures group : groups) {
            out.printf(
                    "%-30s %6d   %-26s%s%n",
                    group.name(),
                    group.n(),
                    figure(group.alone(), shown.metric()),
                    others ? "   " + figure(group.without(), shown.metric()) : "");
        }
    }

    /// What tables of groups show.
    ///
    /// @param metric in every row
    /// @param cases how many there are in all
    private record Shown(Metric metric, int cases) {}

    private static String figure(Optional<Figures> figures, Metric metric) {
        if (figures.isEmpty()) {
            return "too few";
        }
        Optional<Estimate> estimate = figures.get().estimate(metric);
        return estimate.map(known -> String.format(Locale.ROOT, "%.3f", known.value())
                        + known.interval(figures.get().clustered())
                                .map(interval -> " (" + text(interval) + ")")
                                .orElse(""))
                .orElse("not defined");
    }

    private static void agreement(PrintWriter out, ReaderAgreement agreement) {
        out.printf("%n%-40s %6s   %s%n", "readers: quadratic kappa", "n", "");
        for (ReaderAgreement.Pair pair : agreement.pairs()) {
            out.printf(
                    "%-40s %6d   %s%n",
                    pair.one() + " and " + pair.other(),
                    pair.n(),
                    pair.kappa()
                            .map(kappa -> String.format(Locale.ROOT, "%.3f", kappa.value())
                                    + kappa.bootstrap()
                                            .map(known -> " (" + text(known) + ")")
                                            .orElse(""))
                            .orElse("too few"));
        }
        agreement
                .fleiss()
                .ifPresent(fleiss -> out.printf(
                        Locale.ROOT,
                        "Fleiss' kappa of %d readers on %d slides: %.3f%n",
                        fleiss.readers(),
                        fleiss.cases(),
                        fleiss.kappa()));
    }
}
