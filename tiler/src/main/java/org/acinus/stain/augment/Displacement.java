package org.acinus.stain.augment;

import java.util.random.RandomGenerator;

/// A smooth random field that says where each pixel of a tile is taken from.
///
/// Random vectors at the nodes of a coarse grid, joined by smooth steps in between; the tile's own edges move too.
final class Displacement {
    /// Nodes are a quarter of a tile apart.
    private static final int CELLS = 4;

    private final double cellPixels;
    private final double[][] nodesX = new double[CELLS + 1][CELLS + 1];
    private final double[][] nodesY = new double[CELLS + 1][CELLS + 1];

    /// Draws a field.
    ///
    /// @param tilePixels width and height of the tile
    /// @param deviation of each component at the nodes, in pixels
    Displacement(int tilePixels, double deviation, RandomGenerator random) {
        this.cellPixels = (double) tilePixels / CELLS;
        for (int row = 0; row <= CELLS; row++) {
            for (int column = 0; column <= CELLS; column++) {
                nodesX[row][column] = deviation * random.nextGaussian();
                nodesY[row][column] = deviation * random.nextGaussian();
            }
        }
    }

    double x(double x, double y) {
        return at(nodesX, x, y);
    }

    double y(double x, double y) {
        return at(nodesY, x, y);
    }

    private double at(double[][] nodes, double x, double y) {
        int column = Math.min(CELLS - 1, (int) (x / cellPixels));
        int row = Math.min(CELLS - 1, (int) (y / cellPixels));
        double right = smooth(x / cellPixels - column);
        double down = smooth(y / cellPixels - row);
        double above = nodes[row][column] + right * (nodes[row][column + 1] - nodes[row][column]);
        double below = nodes[row + 1][column] + right * (nodes[row + 1][column + 1] - nodes[row + 1][column]);
        return above + down * (below - above);
    }

    private static double smooth(double part) {
        return part * part * (3 - 2 * part);
    }
}
