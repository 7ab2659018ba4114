package org.acinus.mil.evaluate.report;

import org.acinus.mil.evaluate.Evaluation;
import org.acinus.mil.evaluate.statistic.Bootstrap;

/// What the reader must know to believe the figures, or to get them again.
final class MethodText {
    private MethodText() {}

    static String of(Evaluation evaluation, ReportSubject subject) {
        StringBuilder text = new StringBuilder("<dl>\n");
        subject.facts()
                .forEach((name, value) -> text.append("<dt>")
                        .append(Html.escape(name))
                        .append("</dt><dd>")
                        .append(Html.escape(value))
                        .append("</dd>\n"));
        Bootstrap bootstrap = evaluation.options().bootstrap();
        return text.append("</dl>\n<p>")
                .append("Intervals are of 95 %. Those by formula (Wilson's score interval for shares, DeLong's for the"
                        + " area under the ROC curve) take slides as independent. Those of the last column come from "
                        + bootstrap.resamples() + " resamples of patients with all their slides (percentile, seed "
                        + bootstrap.seed() + "), and hold where a patient has several slides as well. ")
                .append("Kappa is Cohen's with quadratic weights. Sensitivity and specificity set benign against all"
                        + " other classes. Balanced accuracy is the mean recall of the classes present. In tables of"
                        + " sites and subgroups the interval is the one by formula where every patient has one slide,"
                        + " else the bootstrap's. An interval of no width, as an area of 1 has it, says nothing of the"
                        + " next slide.")
                .append("</p>\n<p>Acinus ")
                .append(Html.escape(subject.version()))
                .append("</p>\n")
                .toString();
    }
}
