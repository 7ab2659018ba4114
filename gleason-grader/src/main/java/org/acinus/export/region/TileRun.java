package org.acinus.export.region;

/// Tiles of one kind side by side in one row of the grid.
///
/// @param first column of the first tile
/// @param last column of the last tile
record TileRun(int row, int first, int last) {
    /// Whether this run and one of the row above or below share an edge; a corner does not count.
    boolean touches(TileRun other) {
        return first <= other.last && other.first <= last;
    }
}
