package org.acinus.mil.features;

import java.util.List;
import java.util.Optional;
import org.acinus.mil.FeatureMatrix;
import org.acinus.tiling.TileFrame;

/// The embeddings of one slide's tiles.
///
/// @param header whose they are
/// @param tiles in row-major order of their addresses, without repetition
/// @param features one row a tile, in the same order
/// @param classes the probabilities of the header's classes, one row a tile; absent where it names none
public record FeatureBag(
        BagHeader header, List<TileFrame> tiles, FeatureMatrix features, Optional<FeatureMatrix> classes) {
    public FeatureBag {
        tiles = List.copyOf(tiles);
        if (tiles.size() != features.size() || features.dimension() != header.dimension()) {
            throw new IllegalArgumentException(features.size() + " rows of " + features.dimension()
                    + " features do not fit " + tiles.size() + " tiles and " + header.dimension() + " features");
        }
        requireClasses(header, tiles.size(), classes);
    }

    /// Refuses class probabilities that are not those of a header's classes.
    static void requireClasses(BagHeader header, int tiles, Optional<FeatureMatrix> classes) {
        int names = header.classes().size();
        boolean fit = classes.map(rows -> rows.size() == tiles && rows.dimension() == names)
                .orElse(names == 0);
        if (!fit) {
            throw new IllegalArgumentException(
                    classes.map(rows -> rows.size() + " rows of " + rows.dimension())
                                    .orElse("No") + " class probabilities do not fit " + tiles + " tiles and " + names
                            + " classes");
        }
    }
}
