package org.acinus.export.region;

import java.util.Map;
import java.util.TreeMap;
import org.acinus.tiling.TileFrame;

/// Where the lines of the tile grid lie on the slide, learned from the tiles themselves. One thread at a time.
///
/// A tile begins at a whole level-0 pixel, but its stride need not be whole: where the line of a column or row is
/// known from a tile, that is taken; others lie as many strides away from the nearest known one. Where tiles
/// overlap, the cell of a tile is its stride, so that cells do not overlap.
public final class GridCorners {
    private final Axis columns = new Axis();
    private final Axis rows = new Axis();

    /// Learns from a tile.
    public void accept(TileFrame tile) {
        columns.accept(tile.address().column(), tile.x0(), tile.width0());
        rows.accept(tile.address().row(), tile.y0(), tile.height0());
    }

    /// Left edge of a column, level-0 pixels.
    double x0(int column) {
        return columns.line(column);
    }

    /// Top edge of a row, level-0 pixels.
    double y0(int row) {
        return rows.line(row);
    }

    /// Area of one cell in square level-0 pixels.
    public double cellArea0() {
        return columns.stride() * rows.stride();
    }

    /// One direction.
    private static final class Axis {
        private final TreeMap<Integer, Long> lines = new TreeMap<>();
        private double size0;

        void accept(int index, long line0, double tileSize0) {
            lines.putIfAbsent(index, line0);
            size0 = tileSize0;
        }

        /// The mean over all that is known, which is exact to a pixel over the whole slide; a single tile alone
        /// has none but its size.
        double stride() {
            int across = lines.isEmpty() ? 0 : lines.lastKey() - lines.firstKey();
            return across == 0
                    ? size0
                    : (double) (lines.lastEntry().getValue()
                                    - lines.firstEntry().getValue())
                            / across;
        }

        double line(int index) {
            Map.Entry<Integer, Long> before = lines.floorEntry(index);
            if (before == null) {
                throw new IllegalArgumentException("No tile lies at or before line " + index + " of the grid");
            }
            return before.getKey() == index
                    ? (double) before.getValue()
                    : before.getValue() + (index - before.getKey()) * stride();
        }
    }
}
