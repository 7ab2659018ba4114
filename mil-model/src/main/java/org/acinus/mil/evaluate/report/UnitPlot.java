package org.acinus.mil.evaluate.report;

import java.util.Locale;

/// The frame of a plot whose axes both go from 0 to 1.
final class UnitPlot {
    private static final double LEFT = 56;
    private static final double TOP = 14;
    private static final double SIDE = 320;
    private static final double WIDTH = LEFT + SIDE + 20;
    private static final double HEIGHT = TOP + SIDE + 48;
    private static final int STEPS = 5;

    private final Svg svg = new Svg();

    /// Draws axes, grid and diagonal.
    UnitPlot(String horizontal, String vertical) {
        for (int i = 0; i <= STEPS; i++) {
            double share = (double) i / STEPS;
            svg.line(at(share, 0), at(share, 1), "stroke='" + Svg.GRID + "'");
            svg.line(at(0, share), at(1, share), "stroke='" + Svg.GRID + "'");
            String tick = String.format(Locale.ROOT, "%.1f", share);
            svg.text(shifted(at(share, 0), 0, 18), Svg.Anchor.MIDDLE, tick);
            svg.text(shifted(at(0, share), -8, 4), Svg.Anchor.END, tick);
        }
        svg.line(at(0, 0), at(1, 1), "stroke='" + Svg.PALE + "' stroke-dasharray='4 4'");
        svg.line(at(0, 0), at(1, 0), "stroke='" + Svg.INK + "'");
        svg.line(at(0, 0), at(0, 1), "stroke='" + Svg.INK + "'");
        svg.text(shifted(at(0.5, 0), 0, 40), Svg.Anchor.MIDDLE, horizontal);
        svg.vertical(new double[] {16, at(0, 0.5)[1]}, vertical);
    }

    /// Pixels of a point.
    static double[] at(double x, double y) {
        return new double[] {LEFT + x * SIDE, TOP + (1 - y) * SIDE};
    }

    static double[] shifted(double[] point, double right, double down) {
        return new double[] {point[0] + right, point[1] + down};
    }

    Svg svg() {
        return svg;
    }

    String picture(String label) {
        return svg.picture(WIDTH, HEIGHT, label);
    }
}
