package org.acinus.mil.evaluate.report;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.acinus.mil.evaluate.statistic.Interval;

/// Pieces of a page. Whatever comes from outside passes through [#escape].
final class Html {
    private Html() {}

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /// A table; its cells are text and get escaped. Cells of all columns but the first stand to the right.
    static String table(List<String> head, List<List<String>> rows) {
        StringBuilder table = new StringBuilder("<table>\n<thead><tr>");
        head.forEach(
                cell -> table.append("<th scope=\"col\">").append(escape(cell)).append("</th>"));
        table.append("</tr></thead>\n<tbody>\n");
        for (List<String> row : rows) {
            table.append("<tr>");
            for (int i = 0; i < row.size(); i++) {
                String tag = i == 0 ? "th" : "td";
                table.append(i == 0 ? "<th scope=\"row\">" : "<td>")
                        .append(escape(row.get(i)))
                        .append("</")
                        .append(tag)
                        .append('>');
            }
            table.append("</tr>\n");
        }
        return table.append("</tbody></table>\n").toString();
    }

    static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    static String interval(Optional<Interval> interval) {
        return interval.map(known ->
                        known.hasNoWidth() ? "no width" : number(known.lower()) + " to " + number(known.upper()))
                .orElse("–");
    }
}
