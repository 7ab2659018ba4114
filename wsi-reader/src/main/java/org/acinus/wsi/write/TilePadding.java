package org.acinus.wsi.write;

/// Fills up a tile at the right or lower edge of a level.
final class TilePadding {
    private TilePadding() {}

    /// Spreads packed rows of `columns` pixels to rows of `edge` pixels, in place, and repeats the last column and
    /// row.
    ///
    /// Repeating costs JPEG nothing at the border and leaves no seam when a viewer interpolates across it.
    static void replicate(byte[] pixels, int columns, int rows, int edge) {
        if (columns < edge) {
            for (int row = rows - 1; row >= 0; row--) {
                System.arraycopy(pixels, 3 * row * columns, pixels, 3 * row * edge, 3 * columns);
                int last = 3 * (row * edge + columns - 1);
                for (int i = last + 3; i < 3 * (row + 1) * edge; i++) {
                    pixels[i] = pixels[i - 3];
                }
            }
        }
        for (int row = rows; row < edge; row++) {
            System.arraycopy(pixels, 3 * (rows - 1) * edge, pixels, 3 * row * edge, 3 * edge);
        }
    }
}
