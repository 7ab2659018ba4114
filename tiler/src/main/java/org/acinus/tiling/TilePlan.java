package org.acinus.tiling;

import java.util.AbstractList;
import java.util.List;
import org.acinus.wsi.Region;

/// The tiles of one slide that are to be read, in the order of the results.
///
/// @param grid the grid they lie on
/// @param tiles row-major, without repetition
public record TilePlan(TileGrid grid, List<TileFrame> tiles) {
    public TilePlan {
        tiles = List.copyOf(tiles);
    }

    /// The pixels to read for each tile, in the same order: a view, whose regions are made as they are asked
    /// for.
    public List<Region> regions() {
        return new AbstractList<>() {
            @Override
            public Region get(int index) {
                return grid.region(tiles.get(index));
            }

            @Override
            public int size() {
                return tiles.size();
            }
        };
    }
}
