package org.acinus.export.report;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// Pieces of XHTML. Whatever comes from outside passes through [#escape].
public final class Markup {
    /// What stands where the model cannot know.
    static final String NOT_ASSESSED = "not assessed";

    private Markup() {}

    /// Text as XML has it; characters that XML cannot hold at all become a replacement character.
    public static String escape(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(letter -> {
            switch (letter) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.appendCodePoint(legal(letter) ? letter : 0xFFFD);
            }
        });
        return escaped.toString();
    }

    private static boolean legal(int letter) {
        return letter == '\t'
                || letter == '\n'
                || (letter >= 0x20 && letter < 0xD800)
                || (letter >= 0xE000 && letter < 0xFFFE)
                || letter >= 0x10000;
    }

    /// A table of names and values.
    static String fields(String title, List<Field> fields) {
        return "<table class=\"fields\"><col class=\"names\" /><col /><tr><th colspan=\"2\">" + escape(title)
                + "</th></tr>\n"
                + fields.stream().map(Field::row).collect(Collectors.joining())
                + "</table>\n";
    }

    /// A name and its value; without one the field says so.
    ///
    /// @param why a field without a value has none, where there is more to say than that
    record Field(String name, Optional<String> value, String why) {
        Field(String name, Optional<String> value) {
            this(name, value, "");
        }

        Field(String name, String value) {
            this(name, Optional.of(value));
        }

        static Field unknown(String name) {
            return new Field(name, Optional.empty());
        }

        static Field unknown(String name, String why) {
            return new Field(name, Optional.empty(), why);
        }

        private String row() {
            String cell = value.map(known -> "<td>" + escape(known) + "</td>")
                    .orElse("<td class=\"unknown\">" + NOT_ASSESSED + (why.isEmpty() ? "" : ": " + escape(why))
                            + "</td>");
            return "<tr><td class=\"name\">" + escape(name) + "</td>" + cell + "</tr>\n";
        }
    }

    static String percent(double share) {
        return share > 0 && share < 0.01 ? "below 1 %" : String.format(Locale.ROOT, "%.0f %%", 100 * share);
    }

    static String millimetres(double value) {
        return String.format(Locale.ROOT, "%.1f mm", value);
    }
}
