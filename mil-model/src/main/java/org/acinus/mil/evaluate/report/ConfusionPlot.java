package org.acinus.mil.evaluate.report;

import java.util.List;
import java.util.Locale;
import org.acinus.mil.evaluate.statistic.ConfusionMatrix;

/// Draws a confusion matrix: a row a true class, cells shaded by their share of the row.
final class ConfusionPlot {
    private static final double LEFT = 100;
    private static final double TOP = 44;
    private static final double SIDE = 330;
    /// Above this share the shade is dark enough for white figures.
    private static final double DARK = 0.55;

    private ConfusionPlot() {}

    static String of(ConfusionMatrix matrix, List<String> classes) {
        Svg svg = new Svg();
        double cell = SIDE / matrix.classes();
        for (int truth = 0; truth < matrix.classes(); truth++) {
            double middle = TOP + (truth + 0.5) * cell + 4;
            svg.text(new double[] {LEFT - 8, middle}, Svg.Anchor.END, classes.get(truth));
            svg.text(new double[] {LEFT + (truth + 0.5) * cell, TOP - 8}, Svg.Anchor.MIDDLE, classes.get(truth));
            for (int called = 0; called < matrix.classes(); called++) {
                cell(svg, matrix, truth, called);
            }
            svg.text(
                    new double[] {LEFT + SIDE + 8, middle},
                    Svg.Anchor.START,
                    "n = " + matrix.row(truth),
                    "fill='" + Svg.PALE + "'");
        }
        svg.text(new double[] {LEFT + SIDE / 2, 14}, Svg.Anchor.MIDDLE, "called");
        svg.vertical(new double[] {16, TOP + SIDE / 2}, "true");
        return svg.picture(LEFT + SIDE + 80, TOP + SIDE + 12, "Confusion matrix");
    }

    private static void cell(Svg svg, ConfusionMatrix matrix, int truth, int called) {
        double cell = SIDE / matrix.classes();
        int row = matrix.row(truth);
        double share = row == 0 ? 0 : (double) matrix.count(truth, called) / row;
        double[] at = {LEFT + called * cell, TOP + truth * cell};
        svg.box(
                at,
                new double[] {cell, cell},
                String.format(Locale.ROOT, "fill='%s' fill-opacity='%.3f' stroke='%s'", Svg.DATA, share, Svg.GRID));
        String ink = share > DARK ? "#ffffff" : Svg.INK;
        double[] middle = {at[0] + cell / 2, at[1] + cell / 2};
        svg.text(middle, Svg.Anchor.MIDDLE, "" + matrix.count(truth, called), "font-weight='600' fill='" + ink + "'");
        if (row > 0) {
            svg.text(
                    UnitPlot.shifted(middle, 0, 15),
                    Svg.Anchor.MIDDLE,
                    String.format(Locale.ROOT, "%.0f %%", 100 * share),
                    "font-size='11' fill='" + ink + "'");
        }
    }
}
