package org.acinus.mil.evaluate.report;

import java.util.Locale;

/// An SVG picture under construction. Coordinates are pixels from the upper left corner. One thread at a time.
final class Svg {
    static final String INK = "#1c2733";
    static final String PALE = "#8a97a5";
    static final String GRID = "#e3e8ee";
    static final String DATA = "#1f5fa8";
    static final String ACCENT = "#c8641b";

    private final StringBuilder marks = new StringBuilder();

    /// Where a text stands: `start`, `middle` or `end` of the text is at the given point.
    enum Anchor {
        START,
        MIDDLE,
        END;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// A straight line.
    Svg line(double[] from, double[] to, String style) {
        return add(String.format(
                Locale.ROOT,
                "<line x1='%.1f' y1='%.1f' x2='%.1f' y2='%.1f' %s/>",
                from[0],
                from[1],
                to[0],
                to[1],
                style));
    }

    /// Connected lines.
    Svg path(double[][] points, String style) {
        StringBuilder list = new StringBuilder();
        for (double[] point : points) {
            list.append(String.format(Locale.ROOT, "%.1f,%.1f ", point[0], point[1]));
        }
        return add(String.format(
                Locale.ROOT,
                "<polyline points='%s' fill='none' %s/>",
                list.toString().strip(),
                style));
    }

    /// A dot.
    Svg dot(double[] at, double radius, String colour) {
        return add(String.format(
                Locale.ROOT, "<circle cx='%.1f' cy='%.1f' r='%.1f' fill='%s'/>", at[0], at[1], radius, colour));
    }

    /// A filled rectangle.
    Svg box(double[] at, double[] size, String style) {
        return add(String.format(
                Locale.ROOT,
                "<rect x='%.1f' y='%.1f' width='%.1f' height='%.1f' %s/>",
                at[0],
                at[1],
                size[0],
                size[1],
                style));
    }

    /// A word or two.
    Svg text(double[] at, Anchor anchor, String words) {
        return text(at, anchor, words, "fill='" + INK + "'");
    }

    /// A word or two in a style of its own.
    Svg text(double[] at, Anchor anchor, String words, String style) {
        return add(String.format(
                Locale.ROOT,
                "<text x='%.1f' y='%.1f' text-anchor='%s' %s>%s</text>",
                at[0],
                at[1],
                anchor,
                style,
                Html.escape(words)));
    }

    /// Words along the vertical axis, read from below.
    Svg vertical(double[] at, String words) {
        return add(String.format(
                Locale.ROOT,
                "<text transform='translate(%.1f %.1f) rotate(-90)' text-anchor='middle' fill='%s'>%s</text>",
                at[0],
                at[1],
                INK,
                Html.escape(words)));
    }

    private Svg add(String mark) {
        marks.append(mark).append('\n');
        return this;
    }

    /// The whole picture.
    ///
    /// @param label what it shows, for those who cannot see it
    String picture(double width, double height, String label) {
        return String.format(
                Locale.ROOT,
                "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %.0f %.0f' width='%.0f' height='%.0f'"
                        + " role='img' aria-label='%s' font-size='12'>%n%s</svg>",
                width,
                height,
                width,
                height,
                Html.escape(label),
                marks);
    }
}
