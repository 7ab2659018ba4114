package org.acinus.heatmap.drawing;

import java.util.List;
import java.util.Optional;

/// The words on a heatmap.
///
/// @param banner drawn across the whole picture, for what nobody may miss
/// @param mark drawn on the heat itself, so that it stays when somebody cuts the picture
/// @param title which slide
/// @param lines what came of it and who says so, top to bottom
/// @param notice the last line, never cut
public record Caption(Optional<String> banner, Optional<String> mark, String title, List<String> lines, String notice) {
    public Caption {
        lines = List.copyOf(lines);
    }
}
