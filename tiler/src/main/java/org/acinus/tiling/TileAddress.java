package org.acinus.tiling;

import java.util.Comparator;

/// A tile's place on the grid; the key of every per-tile result.
public record TileAddress(int column, int row) implements Comparable<TileAddress> {
    private static final Comparator<TileAddress> ROW_MAJOR =
            Comparator.comparingInt(TileAddress::row).thenComparingInt(TileAddress::column);

    /// Row by row, left to right.
    @Override
    public int compareTo(TileAddress other) {
        return ROW_MAJOR.compare(this, other);
    }
}
