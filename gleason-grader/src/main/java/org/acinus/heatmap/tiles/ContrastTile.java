package org.acinus.heatmap.tiles;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Optional;

/// A tile beside others that it is compared with.
///
/// @param picture its pixels; empty where its slide cannot be read any more
/// @param words below the picture, as many to a line as fit
public record ContrastTile(Optional<BufferedImage> picture, List<String> words) {
    public ContrastTile {
        words = List.copyOf(words);
    }
}
