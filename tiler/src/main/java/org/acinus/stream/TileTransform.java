package org.acinus.stream;

import org.acinus.tiling.TileFrame;
import org.acinus.wsi.RgbBuffer;

/// Changes a tile's pixels where they lie in the batch, on the thread that decoded them.
///
/// Thread-safe: decoding threads call it at the same time, each for a tile of its own. What it does depends on the
/// tile and its pixels alone, so that the number of threads cannot change a result.
@FunctionalInterface
public interface TileTransform {
    /// Leaves pixels as they are.
    TileTransform NONE = (tile, pixels) -> {};

    /// Changes one tile.
    ///
    /// @param pixels the tile's own, to be changed
    void apply(TileFrame tile, RgbBuffer pixels);

    /// This one, then another.
    default TileTransform then(TileTransform next) {
        return (tile, pixels) -> {
            apply(tile, pixels);
            next.apply(tile, pixels);
        };
    }
}
