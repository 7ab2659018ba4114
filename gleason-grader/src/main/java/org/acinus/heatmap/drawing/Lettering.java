package org.acinus.heatmap.drawing;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Text as filled outlines.
///
/// Java's own text needs fontconfig and a font on the machine and throws where a server has neither. These
/// outlines are part of the program, so a picture has the same words, pixel for pixel, on every machine. European
/// letters: Latin, Greek and Cyrillic; any other character is written as its number ([EscapedLetter]). Thread-safe.
public final class Lettering {
    private static final double UNITS = 4096;
    private static final String RESOURCE = "lettering.txt";
    private static final Pattern SEGMENT = Pattern.compile("([MLQZ])([-0-9 ]*)");

    private record Glyph(double advance, Path2D outline) {}

    /// Read once.
    private static final class Loaded {
        private static final Lettering LETTERING = read();
    }

    /// Lines of the resource by letter; a letter is parsed when it is drawn first.
    private final Map<Integer, String> lines;

    private final Map<Integer, Glyph> glyphs = new ConcurrentHashMap<>();

    private Lettering(Map<Integer, String> lines) {
        this.lines = Map.copyOf(lines);
    }

    /// The outlines of the program's resources.
    public static Lettering load() {
        return Loaded.LETTERING;
    }

    private static Lettering read() {
        Map<Integer, String> lines = new HashMap<>();
        try (InputStream resource = Lettering.class.getResourceAsStream(RESOURCE)) {
            if (resource == null) {
                throw new IllegalStateException(RESOURCE + " is missing from the program");
            }
            new BufferedReader(new InputStreamReader(resource, StandardCharsets.US_ASCII))
                    .lines()
                    .forEach(line -> lines.put(Integer.parseInt(line, 0, line.indexOf(' '), 16), line));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(RESOURCE + " cannot be read from the program", unreadable);
        }
        return new Lettering(lines);
    }

    private static Glyph parse(String line) {
        String[] fields = line.split(" ", 3);
        Path2D outline = new Path2D.Double(Path2D.WIND_NON_ZERO);
        if (fields.length == 3) {
            SEGMENT.matcher(fields[2]).results().forEach(segment -> append(outline, segment));
        }
        return new Glyph(Integer.parseInt(fields[1]), outline);
    }

    private static void append(Path2D outline, MatchResult segment) {
        String[] numbers = segment.group(2).split(" ", 4);
        switch (segment.group(1)) {
            case "M" -> outline.moveTo(number(numbers[0]), number(numbers[1]));
            case "L" -> outline.lineTo(number(numbers[0]), number(numbers[1]));
            case "Q" -> outline.quadTo(number(numbers[0]), number(numbers[1]), number(numbers[2]), number(numbers[3]));
            default -> outline.closePath();
        }
    }

    private static int number(String digits) {
        return Integer.parseInt(digits);
    }

    /// Width of a text in pixels.
    ///
    /// @param size font size in pixels
    public double width(String text, double size) {
        return legible(text)
                        .codePoints()
                        .mapToDouble(point -> glyph(point).advance())
                        .sum()
                * size
                / UNITS;
    }

    /// The text if it fits, else its beginning and an ellipsis.
    public String fitted(String given, double size, double maxWidth) {
        String text = legible(given);
        String fitted = text;
        int kept = text.codePointCount(0, text.length());
        while (kept > 0 && width(fitted, size) > maxWidth) {
            kept--;
            fitted = text.substring(0, text.offsetByCodePoints(0, kept)).stripTrailing() + "…";
        }
        return fitted;
    }

    /// Fills a text in the graphics' paint.
    ///
    /// @param x left end
    /// @param baseline y of the line that letters stand on
    public void draw(Graphics2D graphics, String text, double size, double x, double baseline) {
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.fill(outline(text, size, x, baseline));
    }

    /// The text as one shape.
    public Shape outline(String text, double size, double x, double baseline) {
        Path2D line = new Path2D.Double(Path2D.WIND_NON_ZERO);
        AffineTransform place = new AffineTransform(size / UNITS, 0, 0, -size / UNITS, x, baseline);
        legible(text).codePoints().mapToObj(this::glyph).forEach(glyph -> {
            line.append(glyph.outline().getPathIterator(place), false);
            place.translate(glyph.advance(), 0);
        });
        return line;
    }

    /// The text with a number for each letter that has no outline. A letter and its accent are joined first, since
    /// file names of some systems hold them apart.
    String legible(String text) {
        String joined = Normalizer.normalize(text, Normalizer.Form.NFC);
        if (joined.codePoints().allMatch(lines::containsKey)) {
            return joined;
        }
        StringBuilder legible = new StringBuilder();
        joined.codePoints().forEach(letter -> {
            if (lines.containsKey(letter)) {
                legible.appendCodePoint(letter);
            } else {
                legible.append(EscapedLetter.of(letter));
            }
        });
        return legible.toString();
    }

    private Glyph glyph(int codePoint) {
        return glyphs.computeIfAbsent(codePoint, letter -> parse(Objects.requireNonNull(lines.get(letter))));
    }
}
