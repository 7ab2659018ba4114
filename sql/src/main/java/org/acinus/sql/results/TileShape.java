package org.acinus.sql.results;

import org.acinus.outcome.TileResult;

/// What almost all tiles of a run have in common, and is therefore stored once.
///
/// @param width0 footprint in level-0 pixels
/// @param height0 footprint in level-0 pixels
/// @param spacingMicrons the spacing the tile's pixels have, µm per pixel
record TileShape(double width0, double height0, double spacingMicrons) {
    static TileShape of(TileResult tile) {
        return new TileShape(tile.frame().width0(), tile.frame().height0(), tile.spacingMicrons());
    }
}
