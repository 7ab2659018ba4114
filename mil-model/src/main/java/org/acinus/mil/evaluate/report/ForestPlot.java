package org.acinus.mil.evaluate.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.acinus.mil.evaluate.Estimate;
import org.acinus.mil.evaluate.Figures;
import org.acinus.mil.evaluate.GroupFigures;
import org.acinus.mil.evaluate.Metric;
import org.acinus.mil.evaluate.statistic.Interval;

/// Draws one figure for every site, with its interval, above the figure of all together.
final class ForestPlot {
    private static final double LEFT = 250;
    private static final double SIDE = 360;
    private static final double TOP = 14;
    private static final double ROW = 28;
    private static final double WIDTH = LEFT + SIDE + 210;
    private static final int LONGEST_NAME = 24;

    private static final List<Double> STEPS = List.of(0.02, 0.05, 0.1, 0.2);
    private static final int MOST_STEPS = 6;

    private final Svg svg = new Svg();
    private final double step;
    private final double least;

    /// An axis from the step at or below the lowest value up to 1, the best of every figure: from 0, good sites would
    /// all lie in its last tenth.
    private ForestPlot(double lowest) {
        step = STEPS.stream()
                .filter(candidate -> 1 - below(lowest, candidate) <= MOST_STEPS * candidate + 1e-9)
                .findFirst()
                .orElse(0.5);
        least = below(lowest, step);
    }

    /// At least one step below 1.
    private static double below(double value, double step) {
        return Math.min(1 - step, Math.floor(value / step + 1e-9) * step);
    }

    private record Row(String name, int n, Optional<Figures> figures) {}

    static String of(List<GroupFigures> groups, Figures all, Metric metric) {
        List<Row> rows = new ArrayList<>();
        groups.forEach(group -> rows.add(new Row(group.name(), group.n(), group.alone())));
        rows.add(new Row("all", all.n(), Optional.of(all)));
        double lowest = rows.stream()
                .flatMap(row -> row.figures().stream())
                .flatMap(figures -> interval(figures, metric).stream())
                .mapToDouble(Interval::lower)
                .min()
                .orElse(0);
        ForestPlot plot = new ForestPlot(lowest);
        plot.axis(rows.size(), metric);
        for (int i = 0; i < rows.size(); i++) {
            plot.row(rows.get(i), TOP + (i + 0.5) * ROW, metric, i + 1 == rows.size());
        }
        return plot.svg.picture(WIDTH, TOP + rows.size() * ROW + 48, "Forest plot of " + metric);
    }

    private static Optional<Interval> interval(Figures figures, Metric metric) {
        return figures.estimate(metric).flatMap(estimate -> estimate.interval(figures.clustered()));
    }

    private double x(double value) {
        return LEFT + (value - least) / (1 - least) * SIDE;
    }

    private void axis(int rows, Metric metric) {
        double bottom = TOP + rows * ROW;
        String places = step < 0.1 ? "%.2f" : "%.1f";
        long steps = Math.round((1 - least) / step);
        for (int i = 0; i <= steps; i++) {
            double value = 1 - (steps - i) * step;
            double[] foot = {x(value), bottom};
            svg.line(new double[] {x(value), TOP}, foot, "stroke='" + Svg.GRID + "'");
            svg.text(UnitPlot.shifted(foot, 0, 18), Svg.Anchor.MIDDLE, String.format(Locale.ROOT, places, value));
        }
        svg.text(new double[] {LEFT + SIDE / 2, bottom + 40}, Svg.Anchor.MIDDLE, metric.toString());
    }

    private void row(Row row, double y, Metric metric, boolean total) {
        String name = row.name().length() > LONGEST_NAME ? row.name().substring(0, LONGEST_NAME) + "…" : row.name();
        String weight = total ? "font-weight='600' fill='" + Svg.INK + "'" : "fill='" + Svg.INK + "'";
        svg.text(new double[] {LEFT - 12, y + 4}, Svg.Anchor.END, name + " (n = " + row.n() + ")", weight);
        Optional<Estimate> estimate = row.figures().flatMap(figures -> figures.estimate(metric));
        if (estimate.isEmpty()) {
            String why = row.figures().isEmpty() ? "too few" : "not defined";
            svg.text(new double[] {LEFT + SIDE + 16, y + 4}, Svg.Anchor.START, why, "fill='" + Svg.PALE + "'");
            return;
        }
        String colour = total ? Svg.ACCENT : Svg.DATA;
        Optional<Interval> interval = row.figures().flatMap(figures -> interval(figures, metric));
        interval.ifPresent(known -> svg.line(
                new double[] {x(known.lower()), y},
                new double[] {x(known.upper()), y},
                "stroke='" + colour + "' stroke-width='2'"));
        svg.dot(new double[] {x(estimate.get().value()), y}, total ? 6 : 5, colour);
        svg.text(
                new double[] {LEFT + SIDE + 16, y + 4},
                Svg.Anchor.START,
                Html.number(estimate.get().value())
                        + interval.map(known -> " (" + Html.interval(Optional.of(known)) + ")")
                                .orElse(""),
                weight);
    }
}
