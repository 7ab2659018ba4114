package org.acinus.heatmap.plane;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.acinus.outcome.TileResult;
import org.acinus.tiling.TileFrame;
import org.acinus.wsi.write.plane.PlaneSource;

/// A slide's tiles blended into planes.
///
/// A pixel's value is the mean of the tiles that have one, weighted by the area that each covers of it: where tiles
/// overlap, both count alike. A pixel of which such tiles cover less than half (doubly covered parts counted twice) has
/// no value, NaN. Excluded and unreadable tiles have none either. One thread at a time.
public final class HeatPlanes implements PlaneSource {
    /// A half, less what adding up areas may lose.
    private static final double LEAST_COVER = 0.5 - 1e-9;

    private final HeatGrid grid;
    private final List<HeatChannel> channels;
    private final List<TileResult> tiles;
    private final double tallest;
    private double[] sums = new double[0];
    private double[] weights = new double[0];

    /// Planes of one slide.
    ///
    /// @param tiles in any order
    public HeatPlanes(HeatGrid grid, List<HeatChannel> channels, List<TileResult> tiles) {
        this.grid = grid;
        this.channels = List.copyOf(channels);
        this.tiles = tiles.stream()
                .sorted(Comparator.comparingLong(tile -> tile.frame().y0()))
                .toList();
        this.tallest =
                tiles.stream().mapToDouble(tile -> tile.frame().height0()).max().orElse(0);
    }

    @Override
    public int width() {
        return grid.width();
    }

    @Override
    public int height() {
        return grid.height();
    }

    @Override
    public void read(int plane, int y, int rows, float[] into) {
        int size = rows * grid.width();
        if (sums.length < size) {
            sums = new double[size];
            weights = new double[size];
        }
        Arrays.fill(sums, 0, size, 0);
        Arrays.fill(weights, 0, size, 0);
        HeatChannel channel = channels.get(plane);
        for (int i = firstFrom(y); i < tiles.size(); i++) {
            TileFrame frame = tiles.get(i).frame();
            if (grid.y((double) frame.y0()) >= y + rows) {
                break;
            }
            double value = channel.of(tiles.get(i));
            if (!Double.isNaN(value)) {
                add(frame, value, y, rows);
            }
        }
        for (int i = 0; i < size; i++) {
            into[i] = weights[i] >= LEAST_COVER ? (float) (sums[i] / weights[i]) : Float.NaN;
        }
    }

    /// Number of the first tile that can reach down to a row.
    private int firstFrom(int y) {
        double highest = grid.top0() + y * grid.pixelHeight0() - tallest;
        int low = 0;
        int high = tiles.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (tiles.get(middle).frame().y0() < highest) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private void add(TileFrame tile, double value, int y, int rows) {
        double left = grid.x((double) tile.x0());
        double right = grid.x(tile.x0() + tile.width0());
        double top = grid.y((double) tile.y0());
        double bottom = grid.y(tile.y0() + tile.height0());
        int firstColumn = (int) Math.max(0, Math.floor(left));
        int lastColumn = (int) Math.min(grid.width(), Math.ceil(right));
        int firstRow = (int) Math.max(y, Math.floor(top));
        int lastRow = (int) Math.min(y + (double) rows, Math.ceil(bottom));
        for (int row = firstRow; row < lastRow; row++) {
            double tall = Math.min(bottom, row + 1.0) - Math.max(top, row);
            int at = (row - y) * grid.width();
            for (int column = firstColumn; column < lastColumn; column++) {
                double weight = tall * (Math.min(right, column + 1.0) - Math.max(left, column));
                sums[at + column] += weight * value;
                weights[at + column] += weight;
            }
        }
    }
}
