package org.acinus.wsi.write;

/// A small picture of the whole slide, averaged from a level's rows as they come by.
///
/// A pixel is the mean of the whole pixels that it covers; with few source pixels each that is a little less sharp
/// than weighting, and nobody measures on a thumbnail. One thread at a time.
final class Thumbnail {
    private final LevelPlan.Size source;
    private final int width;
    private final int height;
    private final byte[] pixels;
    private final long[] sums;
    private long nextSourceRow;
    private int row;
    private int rowsSummed;

    Thumbnail(LevelPlan.Size source, LevelPlan.Size size) {
        this.source = source;
        this.width = Math.toIntExact(size.width());
        this.height = Math.toIntExact(size.height());
        this.pixels = new byte[3 * width * height];
        this.sums = new long[3 * width];
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /// RGB, rows packed; complete when every source row was accepted.
    byte[] pixels() {
        return pixels;
    }

    /// Takes the next rows of the source level.
    void accept(byte[] rows, int count) {
        for (int i = 0; i < count; i++) {
            addRow(rows, Math.toIntExact(3L * i * source.width()));
            rowsSummed++;
            nextSourceRow++;
            if (nextSourceRow == (row + 1) * source.height() / height) {
                finishRow();
            }
        }
    }

    private void addRow(byte[] rows, int offset) {
        int at = offset;
        for (int column = 0; column < width; column++) {
            long end = (column + 1) * source.width() / width;
            for (long x = column * source.width() / width; x < end; x++, at += 3) {
                sums[3 * column] += rows[at] & 0xFF;
                sums[3 * column + 1] += rows[at + 1] & 0xFF;
                sums[3 * column + 2] += rows[at + 2] & 0xFF;
            }
        }
    }

    private void finishRow() {
        for (int column = 0; column < width; column++) {
            long start = column * source.width() / width;
            long count = rowsSummed * ((column + 1) * source.width() / width - start);
            for (int channel = 0; channel < 3; channel++) {
                int i = 3 * column + channel;
                pixels[3 * row * width + i] = (byte) ((sums[i] + count / 2) / count);
                sums[i] = 0;
            }
        }
        rowsSummed = 0;
        row++;
    }
}
