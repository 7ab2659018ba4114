package org.acinus.cli.slide;

import java.util.List;
import java.util.Optional;
import org.acinus.quality.QualityLimits;
import org.acinus.stain.StainMethod;
import org.acinus.tiling.TilingSpec;

/// What `tile` is to make of every slide.
///
/// @param tiling tiles of the first spacing
/// @param moreSpacings µm per pixel of further tiles about the same centres
/// @param limits what is borne of artefacts; empty where nobody is to look
/// @param images kind of pictures to save; empty for none
/// @param shards whether pictures go into tar files
/// @param stain how colours are brought to the reference
record TileWishes(
        TilingSpec tiling,
        List<Double> moreSpacings,
        Optional<QualityLimits> limits,
        Optional<PictureKind> images,
        boolean shards,
        StainMethod stain) {
    TileWishes {
        moreSpacings = List.copyOf(moreSpacings);
    }
}
