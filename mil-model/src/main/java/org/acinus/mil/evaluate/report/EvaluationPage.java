package org.acinus.mil.evaluate.report;

import java.util.List;
import java.util.Optional;
import org.acinus.mil.evaluate.Evaluation;
import org.acinus.mil.evaluate.Figures;
import org.acinus.mil.evaluate.GroupFigures;
import org.acinus.mil.evaluate.Metric;
import org.acinus.mil.evaluate.agreement.ReaderAgreement;

/// Puts the page together.
public final class EvaluationPage {
    private static final String NOTICE = "Research use only; not a medical device.";

    private static final String START = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <title>""";

    private static final String STYLE = """
            </title>
            <style>
            body { font: 15px/1.5 system-ui, "Segoe UI", Helvetica, Arial, sans-serif; color: #1c2733; background: #fff;
                   max-width: 980px; margin: 2rem auto; padding: 0 1.2rem; }
            h1 { font-size: 1.7rem; margin: 0 0 .2rem; }
            h2 { font-size: 1.15rem; margin: 2.2rem 0 .6rem; border-bottom: 1px solid #e3e8ee; padding-bottom: .2rem; }
            .lead { color: #4a5866; margin: 0 0 1rem; }
            .notice { border-left: 4px solid #c8641b; background: #fdf4ec; padding: .5rem .9rem; }
            .warnings { border-left: 4px solid #b3261e; background: #fdeeee; padding: .5rem .9rem; }
            .plots { display: grid; grid-template-columns: repeat(auto-fit, minmax(400px, 1fr)); gap: 1rem 2rem; }
            figure { margin: 0; }
            figcaption { color: #4a5866; font-size: .9rem; }
            svg { max-width: 100%; height: auto; font-family: inherit; }
            .scroll { overflow-x: auto; }
            .scroll .lead { margin-top: .5rem; }
            table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
            th, td { padding: .25rem .6rem; border-bottom: 1px solid #e3e8ee; text-align: right; }
            th:first-child { text-align: left; padding-left: 0; font-weight: 500; }
            tbody th { min-width: 7.5rem; }
            td { white-space: pre; }
            thead th { color: #4a5866; font-weight: 600; }
            dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1rem; }
            dt { color: #4a5866; } dd { margin: 0; overflow-wrap: anywhere; }
            @media print { body { margin: 0; } h2 { break-after: avoid; } figure { break-inside: avoid; } }
            </style>
            </head>
            <body>
            """;

    private EvaluationPage() {}

    /// The page.
    ///
    /// @param agreement where readers were compared
    public static String of(Evaluation evaluation, Optional<ReaderAgreement> agreement, ReportSubject subject) {
        Figures whole = evaluation.whole();
        StringBuilder page = new StringBuilder(START);
        page.append(Html.escape(subject.title())).append(STYLE);
        page.append("<h1>").append(Html.escape(subject.title())).append("</h1>\n");
        page.append("<p class=\"lead\">")
                .append(whole.n())
                .append(" slides of ")
                .append(whole.patients())
                .append(" patients</p>\n<p class=\"notice\">")
                .append(NOTICE)
                .append("</p>\n");
        if (!subject.warnings().isEmpty()) {
            page.append("<div class=\"warnings\"><strong>Mind:</strong><ul>");
            subject.warnings()
                    .forEach(line ->
                            page.append("<li>").append(Html.escape(line)).append("</li>"));
            page.append("</ul></div>\n");
        }
        section(page, "Figures", FigureTables.whole(whole));
        page.append(plots(evaluation, subject.classes()));
        section(
                page,
                whole.confusion().classes() > 2 ? "From which grade on" : "Right and wrong calls",
                FigureTables.thresholds(whole.confusion(), subject.classes()));
        if (!evaluation.oneVsRest().isEmpty()) {
            section(page, "Each class against all others", FigureTables.oneVsRest(evaluation, subject.classes()));
        }
        groups(page, "Sites", evaluation.sites(), evaluation);
        groups(page, "Subgroups", evaluation.subgroups(), evaluation);
        agreement.ifPresent(known -> section(page, "Readers", FigureTables.agreement(known)));
        section(page, "How this was measured", MethodText.of(evaluation, subject));
        return page.append("</body>\n</html>\n").toString();
    }

    private static void section(StringBuilder page, String title, String content) {
        page.append("<h2>")
                .append(Html.escape(title))
                .append("</h2>\n<div class=\"scroll\">")
                .append(content)
                .append("</div>\n");
    }

    private static String plots(Evaluation evaluation, List<String> classes) {
        StringBuilder plots = new StringBuilder("<h2>Plots</h2>\n<div class=\"plots\">\n");
        plots.append(figure(
                ConfusionPlot.of(evaluation.whole().confusion(), classes),
                "Confusion matrix: number of slides, and share of the true class."));
        evaluation
                .roc()
                .ifPresent(curve -> plots.append(figure(
                        RocPlot.of(curve, evaluation.whole().confusion().atLeast(1)),
                        "ROC curve, cancer against benign.")));
        evaluation
                .reliability()
                .ifPresent(curve -> plots.append(figure(
                        ReliabilityPlot.of(curve),
                        "Reliability, ten bins of one width, with Wilson intervals; the area of a dot goes by the slides in"
                                + " its bin. Expected calibration error "
                                + Html.number(curve.expectedError()) + "; over bins of as many slides each "
                                + Html.number(curve.adaptiveError()) + ".")));
        return plots.append("</div>\n").toString();
    }

    private static String figure(String picture, String caption) {
        return "<figure>" + picture + "<figcaption>" + Html.escape(caption) + "</figcaption></figure>\n";
    }

    private static void groups(StringBuilder page, String title, List<GroupFigures> groups, Evaluation evaluation) {
        if (groups.isEmpty()) {
            return;
        }
        boolean graded = evaluation.options().classes() > 2;
        boolean scored = evaluation.whole().estimate(Metric.AUC).isPresent();
        Metric shown = graded ? Metric.KAPPA : scored ? Metric.AUC : Metric.BALANCED_ACCURACY;
        section(
                page,
                title,
                ForestPlot.of(groups, evaluation.whole(), shown) + FigureTables.groups(groups, evaluation));
    }
}
