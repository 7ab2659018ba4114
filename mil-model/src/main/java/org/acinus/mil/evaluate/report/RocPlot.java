package org.acinus.mil.evaluate.report;

import org.acinus.mil.evaluate.RocCurve;
import org.acinus.mil.evaluate.statistic.BinaryTable;
import org.acinus.mil.evaluate.statistic.Proportion;

/// Draws a ROC curve with the operating point in use.
final class RocPlot {
    private RocPlot() {}

    static String of(RocCurve curve, BinaryTable used) {
        UnitPlot plot = new UnitPlot("1 − specificity", "sensitivity");
        double[][] points = curve.points().stream()
                .map(point -> UnitPlot.at(point.falseAlarms(), point.sensitivity()))
                .toArray(double[][]::new);
        plot.svg().path(points, "stroke='" + Svg.DATA + "' stroke-width='2' stroke-linejoin='round'");
        used.sensitivity()
                .ifPresent(sensitivity ->
                        used.specificity().ifPresent(specificity -> point(plot.svg(), sensitivity, specificity)));
        return plot.picture("ROC curve");
    }

    private static void point(Svg svg, Proportion sensitivity, Proportion specificity) {
        double[] at = UnitPlot.at(1 - specificity.value(), sensitivity.value());
        svg.dot(at, 5, Svg.ACCENT);
        svg.text(
                UnitPlot.at(0.97, 0.06),
                Svg.Anchor.END,
                "● in use: sensitivity " + Html.number(sensitivity.value()) + ", specificity "
                        + Html.number(specificity.value()),
                "fill='" + Svg.ACCENT + "'");
    }
}
