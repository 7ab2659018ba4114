package org.acinus.mil.features.exchange;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/// What a person states of bags that are imported; what a file states itself need not be stated.
///
/// @param encoder name of the network that made the features, for example `uni2-h`; bags of one name are
///     taken for comparable
/// @param slideSha256 hash of the slide, where it is at hand; without it the bag bears the hash of the
///     foreign file
/// @param level0SpacingMicrons µm of a level-0 pixel
/// @param tileWidth0 width of a tile in level-0 pixels; without it, the smallest step between tiles
/// @param tilePixels width of a tile as the encoder saw it; without it as wide as on level 0
public record ImportPlan(
        String encoder,
        Optional<String> slideSha256,
        OptionalDouble level0SpacingMicrons,
        OptionalDouble tileWidth0,
        OptionalInt tilePixels) {}
