package org.acinus.heatmap;

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
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Text as filled outlines.
///
/// Java's own text needs fontconfig and a font on the machine and throws where a server has neither. These
/// outlines are part of the program, so a picture has the same words, pixel for pixel, on every machine. Latin-1
/// and some punctuation; any other character is drawn as an empty box. Immutable and thread-safe.
final class Lettering {
    private static final double UNITS = 4096;
    private static final int MISSING = 0x25A1;
    private static final String RESOURCE = "lettering.txt";
    private static final Pattern SEGMENT = Pattern.compile("([MLQZ])([-0-9 ]*)");

    private record Glyph(double advance, Path2D outline) {}

    private final Map<Integer, Glyph> glyphs;
    private final Glyph missing;

    private Lettering(Map<Integer, Glyph> glyphs) {
        this.glyphs = Map.copyOf(glyphs);
        this.missing = Objects.requireNonNull(glyphs.get(MISSING), RESOURCE + " has no box for unknown characters");
    }

    /// Reads the outlines from the program's resources.
    static Lettering load() {
        Map<Integer, Glyph> glyphs = new HashMap<>();
        try (InputStream resource = Lettering.class.getResourceAsStream(RESOURCE)) {
            if (resource == null) {
                throw new IllegalStateException(RESOURCE + " is missing from the program");
            }
            new BufferedReader(new InputStreamReader(resource, StandardCharsets.US_ASCII))
                    .lines()
                    .forEach(line -> parse(line, glyphs));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(RESOURCE + " cannot be read from the program", unreadable);
        }
        return new Lettering(glyphs);
    }

    private static void parse(String line, Map<Integer, Glyph> glyphs) {
        String[] fields = line.split(" ", 3);
        Path2D outline = new Path2D.Double(Path2D.WIND_NON_ZERO);
        if (fields.length == 3) {
            SEGMENT.matcher(fields[2]).results().forEach(segment -> append(outline, segment));
        }
        glyphs.put(Integer.parseInt(fields[0], 16), new Glyph(Integer.parseInt(fields[1]), outline));
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
    double width(String text, double size) {
        return text.codePoints().mapToDouble(point -> glyph(point).advance()).sum() * size / UNITS;
    }

    /// The text if it fits, else its beginning and an ellipsis.
    String fitted(String text, double size, double maxWidth) {
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
    void draw(Graphics2D graphics, String text, double size, double x, double baseline) {
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.fill(outline(text, size, x, baseline));
    }

    /// The text as one shape.
    Shape outline(String text, double size, double x, double baseline) {
        Path2D line = new Path2D.Double(Path2D.WIND_NON_ZERO);
        AffineTransform place = new AffineTransform(size / UNITS, 0, 0, -size / UNITS, x, baseline);
        text.codePoints().mapToObj(this::glyph).forEach(glyph -> {
            line.append(glyph.outline().getPathIterator(place), false);
            place.translate(glyph.advance(), 0);
        });
        return line;
    }

    private Glyph glyph(int codePoint) {
        return glyphs.getOrDefault(codePoint, missing);
    }
}
