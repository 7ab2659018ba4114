package org.acinus.wsi.write;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;

/// What a written slide says of itself, in the form of Aperio's ImageDescription.
///
/// @param spacingMicrons µm per level-0 pixel
/// @param objective nominal magnification, for example 20
/// @param software who wrote the file, one line
/// @param properties further `key = value` pairs in this order; neither part may hold `|` or a line break
public record SlideDescription(
        double spacingMicrons, double objective, String software, SequencedMap<String, String> properties) {
    public SlideDescription {
        properties = new LinkedHashMap<>(properties);
        if (!(spacingMicrons > 0 && Double.isFinite(spacingMicrons) && objective > 0)) {
            throw new IllegalArgumentException(
                    "Spacing and objective must be positive, not " + spacingMicrons + " and " + objective);
        }
        requireOneLine(software);
        properties.forEach((key, value) -> {
            requireOneLine(key);
            requireOneLine(value);
        });
    }

    @Override
    public SequencedMap<String, String> properties() {
        return new LinkedHashMap<>(properties);
    }

    private static void requireOneLine(String text) {
        if (text.chars().anyMatch(c -> c == '|' || c < ' ' || c > '~')) {
            throw new IllegalArgumentException("An ImageDescription cannot hold \"" + text + "\": plain ASCII, no |");
        }
    }

    /// Text of level 0. OpenSlide knows an Aperio slide by the first word.
    String ofLevel0(LevelPlan.Size size, PyramidSpec spec) {
        StringBuilder text = new StringBuilder(ofSize(size));
        text.append(" [0,0 ").append(size.inWords()).append("] ").append(coding(spec));
        text.append(String.format(Locale.ROOT, "|AppMag = %s|MPP = %.4f", trimmed(objective), spacingMicrons));
        for (Map.Entry<String, String> pair : properties.entrySet()) {
            text.append('|').append(pair.getKey()).append(" = ").append(pair.getValue());
        }
        text.append("|OriginalWidth = ").append(size.width());
        return text.append("|OriginalHeight = ").append(size.height()).toString();
    }

    /// Text of a reduced level or of the thumbnail.
    String ofReduced(LevelPlan.Size size, LevelPlan.Size reduced, PyramidSpec spec) {
        return ofSize(size) + " [0,0 " + size.inWords() + "] " + coding(spec) + " -> " + reduced.inWords();
    }

    private String ofSize(LevelPlan.Size size) {
        return "Aperio Image Library format, " + software + "\r\n" + size.inWords();
    }

    private static String coding(PyramidSpec spec) {
        String tiles = "(" + spec.tilePixels() + "x" + spec.tilePixels() + ") ";
        return switch (spec.compression()) {
            case TileCompression.Jpeg jpeg -> tiles + "JPEG/YCC Q=" + jpeg.quality();
            case TileCompression.Deflate deflate -> tiles + "Deflate/RGB";
        };
    }

    private static String trimmed(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
