package org.acinus.cli.slide;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.acinus.quality.QualityLimits;
import org.acinus.stain.Staining;
import org.acinus.tiling.TilingSpec;

/// What `tile` is to make of every slide.
///
/// @param tiling tiles of the first spacing
/// @param moreSpacings µm per pixel of further tiles about the same centres
/// @param limits what is borne of artefacts; empty where nobody is to look
/// @param images kind of pictures to save; empty for none
/// @param shards whether pictures go into tar files
/// @param stain how colours are brought to the reference
/// @param augmentSeed of the random numbers that pictures are varied by; empty for pictures as they are
record TileWishes(
        TilingSpec tiling,
        List<Double> moreSpacings,
        Optional<QualityLimits> limits,
        Optional<PictureKind> images,
        boolean shards,
        Staining stain,
        Optional<Long> augmentSeed) {
    TileWishes {
        moreSpacings = List.copyOf(moreSpacings);
    }

    /// A sentence for people.
    String words() {
        return String.format(
                Locale.ROOT,
                "Tiles of %d px at %s µm per pixel, at least %.0f %% tissue; artefacts %s.",
                tiling.tilePixels(),
                Stream.concat(Stream.of(tiling.spacingMicrons()), moreSpacings.stream())
                        .map(String::valueOf)
                        .collect(Collectors.joining(" and ")),
                100 * tiling.minTissueFraction(),
                limits.isPresent() ? "were looked for" : "were not looked for");
    }
}
