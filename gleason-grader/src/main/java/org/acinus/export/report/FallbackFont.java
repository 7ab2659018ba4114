package org.acinus.export.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.BitSet;
import java.util.Objects;
import java.util.Optional;
import org.acinus.heatmap.drawing.EscapedLetter;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/// The font of what a PDF reader's own fonts lack: Liberation Sans (SIL Open Font License 1.1), which comes with
/// PDFBox and has Latin, Greek and Cyrillic letters. Embedded in a PDF as far as it is used. Immutable and thread-safe.
final class FallbackFont {
    /// As the pages' style names it.
    static final String FAMILY = "Acinus";

    /// Every PDF reader has these.
    private static final int LAST_LATIN_1 = 0xFF;

    private static final String RESOURCE = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
    private static final String FOOT = "<p class=\"foot\">";

    /// Read once: it takes a quarter of a second.
    private static final class Loaded {
        private static final FallbackFont FONT = read();
    }

    private final BitSet letters;

    private FallbackFont(BitSet letters) {
        this.letters = letters;
    }

    static FallbackFont load() {
        return Loaded.FONT;
    }

    /// The font's bytes, which the caller closes.
    static InputStream open() {
        return Objects.requireNonNull(FallbackFont.class.getResourceAsStream(RESOURCE), RESOURCE);
    }

    private static FallbackFont read() {
        BitSet letters = new BitSet();
        try (InputStream in = open();
                TrueTypeFont font = new TTFParser().parse(new RandomAccessReadBuffer(in))) {
            CmapLookup glyphs = font.getUnicodeCmapLookup();
            for (int letter = 0; letter <= Character.MAX_CODE_POINT; letter++) {
                if (glyphs.getGlyphId(letter) > 0) {
                    letters.set(letter);
                }
            }
        } catch (IOException damaged) {
            throw new UncheckedIOException(RESOURCE + " is damaged", damaged);
        }
        return new FallbackFont(letters);
    }

    /// The page with a number for each letter that cannot be printed, those among them that are written from right to
    /// left or only steer others, and with a sentence about them where there is one.
    String legible(String page) {
        if (page.chars().allMatch(letter -> letter <= LAST_LATIN_1)) {
            return page;
        }
        StringBuilder legible = new StringBuilder(page.length());
        Optional<String> lacking = Optional.empty();
        for (int at = 0; at < page.length(); at += Character.charCount(page.codePointAt(at))) {
            int letter = page.codePointAt(at);
            if (letter <= LAST_LATIN_1 || (letters.get(letter) && isFromLeftToRight(letter))) {
                legible.appendCodePoint(letter);
            } else {
                String number = EscapedLetter.of(letter);
                legible.append(number);
                lacking = lacking.or(() -> Optional.of(number));
            }
        }
        String printed = legible.toString();
        return lacking.map(first -> printed.replace(
                        FOOT,
                        FOOT + first
                                + " stands for a character that this PDF has no font for, by its number in Unicode;"
                                + " the HTML page beside it has the character.</p>\n" + FOOT))
                .orElse(printed);
    }

    /// The printer lays letters out in the order of the text.
    private static boolean isFromLeftToRight(int letter) {
        return switch (Character.getDirectionality(letter)) {
            case Character.DIRECTIONALITY_RIGHT_TO_LEFT,
                    Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC,
                    Character.DIRECTIONALITY_RIGHT_TO_LEFT_EMBEDDING,
                    Character.DIRECTIONALITY_RIGHT_TO_LEFT_OVERRIDE,
                    Character.DIRECTIONALITY_RIGHT_TO_LEFT_ISOLATE -> false;
            default -> true;
        };
    }
}
