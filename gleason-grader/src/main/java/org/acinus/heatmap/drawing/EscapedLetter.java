package org.acinus.heatmap.drawing;

import java.util.Locale;

/// A letter that cannot be drawn, by its number in Unicode, as JSON and Java write it: a backslash, `u` and four
/// hexadecimal digits, or more of them in braces. Two names that differ stay different, which they would not as boxes.
public final class EscapedLetter {
    private static final int LAST_OF_FOUR_DIGITS = 0xFFFF;

    private EscapedLetter() {}

    /// The letter's number as text of ASCII letters.
    ///
    /// @param codePoint of the letter
    public static String of(int codePoint) {
        return String.format(Locale.ROOT, codePoint <= LAST_OF_FOUR_DIGITS ? "\\u%04X" : "\\u{%X}", codePoint);
    }
}
