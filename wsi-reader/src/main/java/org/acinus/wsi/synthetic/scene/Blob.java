package org.acinus.wsi.synthetic.scene;

import java.util.ArrayList;
import java.util.List;

/// A wobbly ellipse in level-0 pixels: the outline of a piece of tissue or of a tumour.
///
/// Its radius, in units of the ellipse, is 1 + 0.08 sin(5θ + phase) + 0.05 sin(13θ + 2 phase) + 0.02 sin(41θ).
///
/// @param centreX level-0 px
/// @param centreY level-0 px
/// @param radiusX semi-axis before turning, px
/// @param radiusY semi-axis before turning, px
/// @param turn of the ellipse's axes
/// @param phase of the wobble
public record Blob(double centreX, double centreY, double radiusX, double radiusY, Turn turn, double phase) {
    /// Beyond this distance from the outline, in px, a bound does instead of the exact depth.
    private static final double EXACT_WITHIN = 80;

    private static final double GREATEST_WOBBLE = 1.15;
    private static final double LEAST_WOBBLE = 0.85;

    /// An angle, clockwise on the screen, as its cosine and sine.
    public record Turn(double cos, double sin) {
        public static final Turn NONE = new Turn(1, 0);

        public static Turn radians(double angle) {
            return new Turn(Math.cos(angle), Math.sin(angle));
        }
    }

    /// A point of the outline, level-0 px.
    public record Point(double x, double y) {}

    /// An ellipse along the axes.
    public static Blob upright(double centreX, double centreY, double radiusX, double radiusY, double phase) {
        return new Blob(centreX, centreY, radiusX, radiusY, Turn.NONE, phase);
    }

    /// How far inside the outline a point lies, in pixels; negative outside.
    ///
    /// Exact on the outline, about right near it; far from it only that it is far.
    public float depth(double x, double y) {
        double dx = x - centreX;
        double dy = y - centreY;
        double u = (dx * turn.cos + dy * turn.sin) / radiusX;
        double v = (dy * turn.cos - dx * turn.sin) / radiusY;
        double radius = Math.sqrt(u * u + v * v);
        if (radius < 1e-9) {
            return (float) Math.min(radiusX, radiusY);
        }
        double pixelsPerUnit = Math.sqrt(dx * dx + dy * dy) / radius;
        double least = (LEAST_WOBBLE - radius) * pixelsPerUnit;
        double most = (GREATEST_WOBBLE - radius) * pixelsPerUnit;
        if (least > EXACT_WITHIN) {
            return (float) least;
        }
        return (float) (most < -EXACT_WITHIN ? most : (edge(Math.atan2(v, u)) - radius) * pixelsPerUnit);
    }

    /// Whether a point lies inside; cheap where it is far from the outline.
    public boolean contains(double x, double y) {
        double dx = x - centreX;
        double dy = y - centreY;
        double u = (dx * turn.cos + dy * turn.sin) / radiusX;
        double v = (dy * turn.cos - dx * turn.sin) / radiusY;
        double squared = u * u + v * v;
        if (squared > GREATEST_WOBBLE * GREATEST_WOBBLE) {
            return false;
        }
        if (squared < LEAST_WOBBLE * LEAST_WOBBLE) {
            return true;
        }
        double edge = edge(Math.atan2(v, u));
        return squared < edge * edge;
    }

    private double edge(double angle) {
        return 1
                + 0.08 * Math.sin(5 * angle + phase)
                + 0.05 * Math.sin(13 * angle + 2 * phase)
                + 0.02 * Math.sin(41 * angle);
    }

    /// Whether a rectangle may touch the blob or a margin around it.
    public boolean isNear(Frame frame, int margin) {
        double reach = GREATEST_WOBBLE * Math.max(radiusX, radiusY) + margin;
        return frame.x() - reach < centreX
                && centreX < frame.x() + frame.width() + reach
                && frame.y() - reach < centreY
                && centreY < frame.y() + frame.height() + reach;
    }

    /// The outline as a polygon, clockwise on the screen, not closed.
    public List<Point> outline(int points) {
        List<Point> outline = new ArrayList<>(points);
        for (int i = 0; i < points; i++) {
            double angle = 2 * Math.PI * i / points;
            double u = edge(angle) * radiusX * Math.cos(angle);
            double v = edge(angle) * radiusY * Math.sin(angle);
            outline.add(new Point(centreX + u * turn.cos - v * turn.sin, centreY + u * turn.sin + v * turn.cos));
        }
        return outline;
    }

    /// Area of the ellipse, px²; the wobble changes it by less than one per cent.
    public double area() {
        return Math.PI * radiusX * radiusY;
    }
}
