package org.acinus.tissue;

import org.acinus.tiling.TileFrame;

/// Which parts of a slide are tissue.
///
/// Immutable, thread-safe. Coverage is answered from a summed-area table (Crow 1984), in constant time.
public final class TissueMask {
    private final int width;
    private final int height;
    private final double pixels0PerPixel;
    private final int[] sums;

    /// Builds a mask.
    ///
    /// @param tissue one byte a pixel, row by row, anything but 0 is tissue; not kept
    /// @param width of the mask in pixels
    /// @param height of the mask in pixels
    /// @param pixels0PerPixel level-0 pixels per pixel of the mask
    public TissueMask(byte[] tissue, int width, int height, double pixels0PerPixel) {
        if (tissue.length != Math.multiplyExact(width, height) || !(pixels0PerPixel >= 1)) {
            throw new IllegalArgumentException(tissue.length + " bytes are not a mask of " + width + " x " + height
                    + " at " + pixels0PerPixel + " level-0 pixels per pixel");
        }
        this.width = width;
        this.height = height;
        this.pixels0PerPixel = pixels0PerPixel;
        this.sums = new int[Math.multiplyExact(width + 1, height + 1)];
        for (int y = 0; y < height; y++) {
            int rowSum = 0;
            for (int x = 0; x < width; x++) {
                rowSum += tissue[y * width + x] == 0 ? 0 : 1;
                sums[(y + 1) * (width + 1) + x + 1] = sums[y * (width + 1) + x + 1] + rowSum;
            }
        }
    }

    /// This mask, with every pixel tissue whose centre lies on an unreadable pixel of an overview.
    public TissueMask orUnreadable(Overview overview) {
        if (overview.unreadableShare() == 0) {
            return this;
        }
        byte[] tissue = new byte[Math.multiplyExact(width, height)];
        double scale = pixels0PerPixel / overview.pixels0PerPixel();
        for (int y = 0; y < height; y++) {
            int overviewY = Math.min(overview.picture().height() - 1, (int) ((y + 0.5) * scale));
            for (int x = 0; x < width; x++) {
                int overviewX = Math.min(overview.picture().width() - 1, (int) ((x + 0.5) * scale));
                tissue[y * width + x] = (byte) (at(x, y) || overview.isUnreadable(overviewX, overviewY) ? 1 : 0);
            }
        }
        return new TissueMask(tissue, width, height, pixels0PerPixel);
    }

    /// Width in mask pixels.
    public int width() {
        return width;
    }

    /// Height in mask pixels.
    public int height() {
        return height;
    }

    /// Level-0 pixels per mask pixel.
    public double pixels0PerPixel() {
        return pixels0PerPixel;
    }

    /// Whether a mask pixel is tissue.
    public boolean at(int x, int y) {
        return sum(x, y, x + 1, y + 1) > 0;
    }

    /// Share of the mask that is tissue, 0 to 1.
    public double share() {
        return sum(0, 0, width, height) / ((double) width * height);
    }

    /// Share of a tile's footprint that is tissue, 0 to 1; what lies outside the slide is none.
    public double coverage(TileFrame tile) {
        double left = tile.x0() / pixels0PerPixel;
        double top = tile.y0() / pixels0PerPixel;
        double right = (tile.x0() + tile.width0()) / pixels0PerPixel;
        double bottom = (tile.y0() + tile.height0()) / pixels0PerPixel;
        double area = (right - left) * (bottom - top);
        return Math.min(
                1,
                Math.max(
                        0,
                        (cumulative(right, bottom)
                                        - cumulative(left, bottom)
                                        - cumulative(right, top)
                                        + cumulative(left, top))
                                / area));
    }

    /// Tissue area between the origin and a point, in mask pixels; between whole pixels the table is bilinear,
    /// which is
    /// exact because a pixel is tissue as a whole or not at all.
    private double cumulative(double x, double y) {
        double insideX = Math.min(width, Math.max(0, x));
        double insideY = Math.min(height, Math.max(0, y));
        int x0 = (int) Math.min(width - 1.0, Math.floor(insideX));
        int y0 = (int) Math.min(height - 1.0, Math.floor(insideY));
        double fx = insideX - x0;
        double fy = insideY - y0;
        return (1 - fx) * (1 - fy) * sumTo(x0, y0)
                + fx * (1 - fy) * sumTo(x0 + 1, y0)
                + (1 - fx) * fy * sumTo(x0, y0 + 1)
                + fx * fy * sumTo(x0 + 1, y0 + 1);
    }

    private int sum(int left, int top, int right, int bottom) {
        return sumTo(right, bottom) - sumTo(left, bottom) - sumTo(right, top) + sumTo(left, top);
    }

    private int sumTo(int x, int y) {
        return sums[y * (width + 1) + x];
    }
}
