package org.acinus.quality;

/// Measures the detail in a block's windows at two scales, which focus is judged by.
///
/// The detail of a scale is the energy of the Laplacian of green, the channel that both stains absorb: once of the
/// pixels (2 to 4 µm), once of means of two by two (4 to 8 µm). Out of focus the finer of the two goes first,
/// whatever the tissue, its contrast and its stain, so that their ratio says more than either (compare the
/// multi-scale measures in Pertuz et al. 2013). One thread at a time.
final class FocusWindows {
    /// Less variance of green than this, in grey levels squared, is no structure that could be sharp.
    private static final double LEAST_VARIANCE = 4;

    /// Focus is judged where at least a quarter of a window is tissue.
    private static final double LEAST_TISSUE = 0.25;

    private final Findings findings;
    private final CellRaster raster;
    private final short[] green;
    private final int width;
    private final int height;
    private final short[] halves;
    private final int halfWidth;

    /// @param rgb the block's pixels, rows packed
    FocusWindows(Findings findings, byte[] rgb, int width, int height) {
        this.findings = findings;
        this.raster = findings.raster;
        this.green = new short[width * height];
        for (int i = 0; i < green.length; i++) {
            green[i] = (short) (rgb[3 * i + 1] & 255);
        }
        this.width = width;
        this.height = height;
        this.halfWidth = width / 2;
        this.halves = new short[halfWidth * (height / 2)];
    }

    /// Measures every whole window of the block whose corner lies at (`x`, `y`) of the middle level.
    void measure(int x, int y) {
        halve();
        int side = CellRaster.WINDOW_PIXELS;
        for (int top = 0; top + side <= height; top += side) {
            for (int left = 0; left + side <= width; left += side) {
                int window = (y + top) / side * raster.windowColumns() + (x + left) / side;
                if (isTissue((x + left) / raster.cellPixels(), (y + top) / raster.cellPixels())
                        && variance(left, top) >= LEAST_VARIANCE) {
                    findings.fine[window] = fine(left, top);
                    findings.coarse[window] = coarse(left / 2, top / 2);
                }
            }
        }
    }

    private void halve() {
        for (int y = 0; y < height / 2; y++) {
            int above = 2 * y * width;
            int below = above + width;
            for (int x = 0; x < halfWidth; x++) {
                halves[y * halfWidth + x] = (short) (green[above + 2 * x]
                        + green[above + 2 * x + 1]
                        + green[below + 2 * x]
                        + green[below + 2 * x + 1]);
            }
        }
    }

    private boolean isTissue(int column, int row) {
        int side = raster.windowCells();
        int tissue = 0;
        for (int y = row; y < row + side; y++) {
            for (int x = column; x < column + side; x++) {
                tissue += findings.states[y * raster.width() + x] == Findings.TISSUE ? 1 : 0;
            }
        }
        return tissue >= LEAST_TISSUE * side * side;
    }

    private double variance(int left, int top) {
        int side = CellRaster.WINDOW_PIXELS;
        int sum = 0;
        int squares = 0;
        for (int y = top; y < top + side; y++) {
            for (int at = y * width + left; at < y * width + left + side; at++) {
                sum += green[at];
                squares += green[at] * green[at];
            }
        }
        double pixels = (double) side * side;
        double mean = sum / pixels;
        return squares / pixels - mean * mean;
    }

    /// Mean square of the Laplacian of the pixels, but for those at the block's edge.
    private float fine(int left, int top) {
        int side = CellRaster.WINDOW_PIXELS;
        int first = Math.max(1, left);
        int end = Math.min(width - 1, left + side);
        return meanSquare(green, width, first, end, Math.max(1, top), Math.min(height - 1, top + side));
    }

    /// The same of means of two by two; the array holds their sums, hence the sixteenth.
    private float coarse(int left, int top) {
        int side = CellRaster.WINDOW_PIXELS / 2;
        int first = Math.max(1, left);
        int end = Math.min(halfWidth - 1, left + side);
        return meanSquare(halves, halfWidth, first, end, Math.max(1, top), Math.min(height / 2 - 1, top + side)) / 16;
    }

    /// Mean square of the Laplacian in a rectangle. A row's sum fits an integer, and so goes into vector registers.
    private static float meanSquare(short[] pixels, int width, int left, int right, int top, int bottom) {
        long squares = 0;
        for (int y = top; y < bottom; y++) {
            int sum = 0;
            for (int at = y * width + left; at < y * width + right; at++) {
                int laplacian =
                        pixels[at - 1] + pixels[at + 1] + pixels[at - width] + pixels[at + width] - 4 * pixels[at];
                sum += laplacian * laplacian;
            }
            squares += sum;
        }
        return (float) squares / ((bottom - top) * (right - left));
    }
}
