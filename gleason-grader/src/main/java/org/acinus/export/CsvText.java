package org.acinus.export;

/// Texts in CSV files.
public final class CsvText {
    private static final String FORMULA_STARTS = "=+-@\t\r\n";
    private static final String NEEDS_QUOTES = ",\"\r\n";

    private CsvText() {}

    /// A text field, quoted where RFC 4180 asks for it.
    ///
    /// A text that a spreadsheet would take for a formula gets an apostrophe in front (OWASP, "CSV Injection"):
    /// file names and reasons come from outside. Not for numbers, whose minus is meant.
    public static String field(String words) {
        boolean formula = !words.isEmpty() && FORMULA_STARTS.indexOf(words.charAt(0)) >= 0;
        String harmless = formula ? "'" + words : words;
        boolean quoted = formula || harmless.chars().anyMatch(letter -> NEEDS_QUOTES.indexOf(letter) >= 0);
        return quoted ? '"' + harmless.replace("\"", "\"\"") + '"' : harmless;
    }
}
