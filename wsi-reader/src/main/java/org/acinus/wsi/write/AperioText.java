package org.acinus.wsi.write;

import java.util.Locale;
import java.util.Map;
import org.acinus.wsi.write.encode.TileCompression;

/// ImageDescriptions in Aperio's form. OpenSlide knows such a slide by the first word.
///
/// @param full size of level 0
record AperioText(SlideDescription description, LevelPlan.Size full, PyramidSpec spec) {

    String ofLevel0() {
        StringBuilder text = new StringBuilder(ofSize());
        text.append(" [0,0 ").append(full.inWords()).append("] ").append(coding());
        text.append(String.format(
                Locale.ROOT,
                "|AppMag = %s|MPP = %.4f",
                trimmed(description.objective()),
                description.spacingMicrons()));
        for (Map.Entry<String, String> pair : description.properties().entrySet()) {
            text.append('|').append(pair.getKey()).append(" = ").append(pair.getValue());
        }
        text.append("|OriginalWidth = ").append(full.width());
        return text.append("|OriginalHeight = ").append(full.height()).toString();
    }

    /// Text of a reduced level or of the thumbnail.
    String ofReduced(LevelPlan.Size reduced) {
        return ofSize() + " [0,0 " + full.inWords() + "] " + coding() + " -> " + reduced.inWords();
    }

    private String ofSize() {
        return "Aperio Image Library format, " + description.software() + "\r\n" + full.inWords();
    }

    private String coding() {
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
