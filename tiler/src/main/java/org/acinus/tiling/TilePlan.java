package org.acinus.tiling;

import java.util.List;

/// The tiles of one slide that are to be read, in the order of the results.
///
/// @param grid the grid they lie on
/// @param tiles row-major, without repetition
public record TilePlan(TileGrid grid, List<TileFrame> tiles) {
    public TilePlan {
        tiles = List.copyOf(tiles);
    }
}
