package org.acinus.wsi.group;

import java.util.List;
import org.acinus.wsi.Region;

/// How many regions of a group need each stored tile.
///
/// Not thread-safe: whoever counts down holds a lock. The first counts may be asked by any thread.
final class UseCounts {
    /// 500,000 x 500,000 px in tiles of 256 px: 20 MB of counts. Beyond it nothing is shared.
    private static final long MOST_TILES = 1L << 22;

    private final int firstColumn;
    private final int firstRow;
    private final int columns;
    private final int[] left;
    private final boolean[] shared;

    private UseCounts(int firstColumn, int firstRow, int columns, int rows) {
        this.firstColumn = firstColumn;
        this.firstRow = firstRow;
        this.columns = columns;
        this.left = new int[columns * rows];
        this.shared = new boolean[columns * rows];
    }

    /// Counts. Where the regions lie on more tiles than can sensibly be counted, none is shared.
    static UseCounts of(List<Region> regions, StoredLevel stored) {
        int firstColumn = Integer.MAX_VALUE;
        int firstRow = Integer.MAX_VALUE;
        int endColumn = 0;
        int endRow = 0;
        for (Region region : regions) {
            if (region.level() != stored.level().index()) {
                throw new IllegalArgumentException("The regions of a group lie on one level");
            }
            Footprint footprint = Footprint.of(region, stored);
            if (footprint.isEmpty()) {
                continue;
            }
            firstColumn = Math.min(firstColumn, footprint.firstColumn());
            firstRow = Math.min(firstRow, footprint.firstRow());
            endColumn = Math.max(endColumn, footprint.endColumn());
            endRow = Math.max(endRow, footprint.endRow());
        }
        long tiles = Math.max(0L, endColumn - (long) firstColumn) * Math.max(0L, endRow - (long) firstRow);
        if (tiles == 0 || tiles > MOST_TILES) {
            return new UseCounts(0, 0, 0, 0);
        }
        UseCounts counts = new UseCounts(firstColumn, firstRow, endColumn - firstColumn, endRow - firstRow);
        for (Region region : regions) {
            counts.add(Footprint.of(region, stored));
        }
        return counts;
    }

    private void add(Footprint region) {
        for (int row = region.firstRow(); row < region.endRow(); row++) {
            for (int column = region.firstColumn(); column < region.endColumn(); column++) {
                int tile = index(column, row);
                left[tile]++;
                shared[tile] = left[tile] > 1;
            }
        }
    }

    /// A number for the tile.
    int index(int column, int row) {
        return (row - firstRow) * columns + column - firstColumn;
    }

    /// Whether more than one region needs the tile.
    boolean isShared(int tile) {
        return shared.length > 0 && shared[tile];
    }

    /// How many regions have not done with the tile.
    int left(int tile) {
        return left[tile];
    }

    /// Notes that a region has done with the tile.
    void countDown(int tile) {
        left[tile]--;
    }
}
