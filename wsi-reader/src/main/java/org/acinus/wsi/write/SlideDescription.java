package org.acinus.wsi.write;

import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// What a written slide says of itself, whatever its layout.
///
/// @param spacingMicrons µm per level-0 pixel, 0.01 to 1000
/// @param objective nominal magnification, for example 20
/// @param software who wrote the file, one line
/// @param properties further `key = value` pairs in this order; neither part may hold `|` or a line break
public record SlideDescription(
        double spacingMicrons, double objective, String software, SequencedMap<String, String> properties) {
    public SlideDescription {
        properties = new LinkedHashMap<>(properties);
        if (!(spacingMicrons >= 0.01 && spacingMicrons <= 1000 && objective > 0)) {
            throw new IllegalArgumentException("A slide has 0.01 to 1000 µm per pixel and an objective, not "
                    + spacingMicrons + " and " + objective);
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

    /// The same, and one property more, at the end.
    public SlideDescription with(String key, String value) {
        SequencedMap<String, String> more = properties();
        more.put(key, value);
        return new SlideDescription(spacingMicrons, objective, software, more);
    }

    private static void requireOneLine(String text) {
        if (text.chars().anyMatch(c -> c == '|' || c < ' ' || c > '~')) {
            throw new IllegalArgumentException("An ImageDescription cannot hold \"" + text + "\": plain ASCII, no |");
        }
    }
}
