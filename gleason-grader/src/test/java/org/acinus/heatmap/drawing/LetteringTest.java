package org.acinus.heatmap.drawing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.font.FontRenderContext;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class LetteringTest {
    private static final Path DEJAVU = Path.of("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf");
    private static final int SIZE = 4096;

    private final Lettering lettering = Lettering.load();

    @Test
    void lettersAreThoseOfTheFontThatTheyComeFrom() throws IOException, FontFormatException {
        assumeTrue(Files.exists(DEJAVU), "Skipped: DejaVu Sans is not installed at " + DEJAVU);
        Font font = Font.createFont(Font.TRUETYPE_FONT, DEJAVU.toFile()).deriveFont((float) SIZE);
        FontRenderContext plain = new FontRenderContext(null, true, true);

        List<String> letters = "AZaz09.,;µ×·−–ÄÖÜßéñ%()~_/+ŁčŞőΔοκιμήПробаЖщґ€"
                .codePoints()
                .mapToObj(Character::toString)
                .toList();
        for (String letter : letters) {
            var glyph = font.createGlyphVector(plain, letter);
            Rectangle2D expected = glyph.getOutline().getBounds2D();
            Rectangle2D drawn = lettering.outline(letter, SIZE, 0, 0).getBounds2D();
            assertThat(drawn.getX()).as(letter).isCloseTo(expected.getX(), within(0.01));
            assertThat(drawn.getY()).as(letter).isCloseTo(expected.getY(), within(0.01));
            assertThat(drawn.getWidth()).as(letter).isCloseTo(expected.getWidth(), within(0.01));
            assertThat(drawn.getHeight()).as(letter).isCloseTo(expected.getHeight(), within(0.01));
            assertThat(lettering.width(letter, SIZE))
                    .as(letter)
                    .isCloseTo(glyph.getGlyphMetrics(0).getAdvance(), within(0.01));
        }
    }

    @Test
    void everyPrintableLetterOfLatin1IsThere() {
        for (int letter = 0x21; letter <= 0xFF; letter++) {
            boolean printable = letter < 0x7F || (letter > 0xA0 && letter != 0xAD);
            if (printable) {
                String text = Character.toString(letter);
                assertThat(lettering.legible(text)).isEqualTo(text);
                assertThat(lettering.outline(text, SIZE, 0, 0).getBounds2D().isEmpty())
                        .as(text)
                        .isFalse();
            }
        }
    }

    /// Names that differ stay different, and each says which letters it has.
    @Test
    void aLetterWithoutAnOutlineIsDrawnAsItsNumber() {
        assertThat(lettering.legible("患者-12.svs")).isEqualTo("\\u60A3\\u8005-12.svs");
        assertThat(lettering.legible("مريض")).isEqualTo("\\u0645\\u0631\\u064A\\u0636");
        assertThat(lettering.legible("😀")).isEqualTo("\\u{1F600}");
        assertThat(lettering.legible("gpj.\u202Esvs"))
                .as("what turns letters round")
                .isEqualTo("gpj.\\u202Esvs");
        assertThat(lettering.width("患", SIZE)).isEqualTo(lettering.width("\\u60A3", SIZE));
        assertThat(lettering.outline("患", SIZE, 0, 0).getBounds2D())
                .isEqualTo(lettering.outline("\\u60A3", SIZE, 0, 0).getBounds2D());
    }

    @Test
    void anAccentThatStandsApartIsJoinedToItsLetter() {
        assertThat(lettering.legible("Cafe\u0301 Schla\u0308ger")).isEqualTo("Café Schläger");
    }

    @Test
    void aLongTextIsCutWithAnEllipsisAndFits() {
        String cut = lettering.fitted("a very long name of a slide.svs", 20, 120);

        assertThat(cut).startsWith("a very").endsWith("…");
        assertThat(lettering.width(cut, 20)).isLessThanOrEqualTo(120);
        assertThat(lettering.fitted("short", 20, 120)).isEqualTo("short");
    }
}
