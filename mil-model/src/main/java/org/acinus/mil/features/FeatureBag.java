package org.acinus.mil.features;

import java.util.List;
import org.acinus.mil.FeatureMatrix;
import org.acinus.tiling.TileFrame;

/// The embeddings of one slide's tiles.
///
/// @param header whose they are
/// @param tiles in row-major order of their addresses, without repetition
/// @param features one row a tile, in the same order
public record FeatureBag(BagHeader header, List<TileFrame> tiles, FeatureMatrix features) {
    public FeatureBag {
        tiles = List.copyOf(tiles);
        if (tiles.size() != features.size() || features.dimension() != header.dimension()) {
            throw new IllegalArgumentException(features.size() + " rows of " + features.dimension()
                    + " features do not fit " + tiles.size() + " tiles and " + header.dimension() + " features");
        }
    }
}
