package org.acinus.wsi.write;

/// One row of tiles of one level, whole width, while it fills up from the level above.
///
/// Threads write to disjoint columns at the same time; only the writer's own thread calls [#advance] and [#clear].
final class LevelStrip {
    private final long levelRows;
    private final int width;
    private final int rows;
    private final byte[] pixels;
    private int filled;
    private long y;

    /// @param rows rows of a tile
    /// @param keepsPixels whether there is a buffer; level 0 needs none where tiles are drawn into their encoders
    LevelStrip(LevelPlan.Size size, int rows, boolean keepsPixels) {
        this.levelRows = size.height();
        this.width = Math.toIntExact(size.width());
        this.rows = rows;
        this.pixels = new byte[keepsPixels ? Math.multiplyExact(Math.multiplyExact(3, width), rows) : 0];
    }

    /// First row of the strip in pixels of its level.
    long y() {
        return y;
    }

    /// Rows that are there.
    int filled() {
        return filled;
    }

    byte[] pixels() {
        return pixels;
    }

    int width() {
        return width;
    }

    /// Whether the strip holds a whole row of tiles, or the last rows of its level.
    boolean isComplete() {
        return filled > 0 && (filled == rows || y + filled == levelRows);
    }

    void advance(int rows) {
        filled += rows;
    }

    void clear() {
        y += filled;
        filled = 0;
    }

    /// Copies a block out.
    ///
    /// @param into rows of `columns` pixels, packed
    void copy(int x, int columns, byte[] into) {
        for (int row = 0; row < filled; row++) {
            System.arraycopy(pixels, 3 * (row * width + x), into, 3 * row * columns, 3 * columns);
        }
    }

    /// Copies a block in.
    ///
    /// @param from rows of `columns` pixels, packed
    void put(int x, int columns, byte[] from) {
        for (int row = 0; row < filled; row++) {
            System.arraycopy(from, 3 * row * columns, pixels, 3 * (row * width + x), 3 * columns);
        }
    }

    /// Averages whole blocks of `step` x `step` pixels of a finer tile into the rows after [#filled].
    ///
    /// What is left over at the right and at the bottom is dropped.
    ///
    /// @param tile `rows` rows of `columns` pixels, packed
    /// @param x where the first averaged pixel goes
    void average(byte[] tile, int columns, int rows, int x, int step) {
        int blocks = step * step;
        for (int row = 0; row < rows / step; row++) {
            int out = 3 * ((filled + row) * width + x);
            for (int column = 0; column < columns / step; column++) {
                int red = blocks / 2;
                int green = blocks / 2;
                int blue = blocks / 2;
                for (int dy = 0; dy < step; dy++) {
                    int in = 3 * ((row * step + dy) * columns + column * step);
                    for (int dx = 0; dx < step; dx++, in += 3) {
                        red += tile[in] & 0xFF;
                        green += tile[in + 1] & 0xFF;
                        blue += tile[in + 2] & 0xFF;
                    }
                }
                pixels[out++] = (byte) (red / blocks);
                pixels[out++] = (byte) (green / blocks);
                pixels[out++] = (byte) (blue / blocks);
            }
        }
    }
}
