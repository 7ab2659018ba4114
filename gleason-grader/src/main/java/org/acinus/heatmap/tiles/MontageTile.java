package org.acinus.heatmap.tiles;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Optional;
import org.acinus.mil.ActivationMap;

/// One tile on a montage.
///
/// @param picture its pixels
/// @param map which places inside it spoke, empty where the model cannot say
/// @param words below the picture, as many to a line as fit
public record MontageTile(BufferedImage picture, Optional<ActivationMap> map, List<String> words) {
    public MontageTile {
        words = List.copyOf(words);
    }
}
