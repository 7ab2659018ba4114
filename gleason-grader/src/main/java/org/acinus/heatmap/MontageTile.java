package org.acinus.heatmap;

import java.awt.image.BufferedImage;
import java.util.Optional;
import org.acinus.mil.ActivationMap;

/// One tile on a montage.
///
/// @param picture its pixels
/// @param map which places inside it spoke, empty where the model cannot say
/// @param words one line below the picture
public record MontageTile(BufferedImage picture, Optional<ActivationMap> map, String words) {}
