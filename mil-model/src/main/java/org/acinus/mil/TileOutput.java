package org.acinus.mil;

import java.util.Optional;

/// What an encoder says of some tiles.
///
/// @param features one embedding a tile
/// @param classes of a tile classifier the class probabilities, one row a tile, in the order of
///     [FeatureExtractor#classes]; absent where the encoder is none
public record TileOutput(FeatureMatrix features, Optional<FeatureMatrix> classes) {
    public TileOutput {
        for (FeatureMatrix rows : classes.stream().toList()) {
            if (rows.size() != features.size()) {
                throw new IllegalArgumentException(
                        features.size() + " embeddings, but " + rows.size() + " rows of class probabilities");
            }
        }
    }

    /// Embeddings without classes.
    public TileOutput(FeatureMatrix features) {
        this(features, Optional.empty());
    }

    /// Number of tiles.
    public int size() {
        return features.size();
    }
}
