package org.acinus.pipeline.model;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.acinus.mil.FeatureMatrix;
import org.acinus.stream.UnreadableTile;
import org.acinus.tiling.TileFrame;

/// A slide's planned tiles after embedding: each is in one of the two lists.
///
/// @param bag the file that holds the features
/// @param tiles those that have features, row-major
/// @param features one row for each of `tiles`, in their order
/// @param classes a tile classifier's probabilities, one row for each of `tiles`; absent where the encoder is none
/// @param unreadable those that do not decode
public record TileFeatures(
        Path bag,
        List<TileFrame> tiles,
        FeatureMatrix features,
        Optional<FeatureMatrix> classes,
        List<UnreadableTile> unreadable) {
    public TileFeatures {
        tiles = List.copyOf(tiles);
        unreadable = List.copyOf(unreadable);
        if (tiles.size() != features.size()) {
            throw new IllegalArgumentException(tiles.size() + " tiles, but " + features.size() + " rows of features");
        }
    }
}
