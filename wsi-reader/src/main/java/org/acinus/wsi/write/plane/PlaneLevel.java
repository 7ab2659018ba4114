package org.acinus.wsi.write.plane;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.Deflater;
import org.acinus.wsi.write.container.PieceIndex;
import org.acinus.wsi.write.container.TiffFileWriter;
import org.acinus.wsi.write.container.TiffTags;

/// One level of one plane on its way: a row of tiles that fills up and is then compressed. One thread.
final class PlaneLevel {
    static final int TILE = 256;
    /// Pixels of one level that make one pixel of the next, along each axis.
    static final int STEP = 2;

    private static final int ADOBE_DEFLATE = 8;
    private static final int BLACK_IS_ZERO = 1;
    private static final int FLOAT = 3;

    private final int width;
    private final int height;
    private final float[] rows;
    private final PieceIndex index;
    private final byte[] compressed = new byte[TILE * TILE * Float.BYTES + TILE * TILE / 100 + 64];
    private int filled;
    private int done;

    PlaneLevel(int width, int height) {
        this.width = width;
        this.height = height;
        this.rows = new float[Math.multiplyExact(width, TILE)];
        this.index = new PieceIndex((long) Math.ceilDiv(width, TILE) * Math.ceilDiv(height, TILE));
    }

    int filled() {
        return filled;
    }

    /// Rows of a band, packed; the caller fills the first of them and says how many with [#advance].
    float[] rows() {
        return rows;
    }

    void advance(int count) {
        filled += count;
    }

    /// Whether the band is a whole row of tiles, or the last rows of the level.
    boolean isComplete() {
        return filled > 0 && (filled == TILE || done + filled == height);
    }

    /// Writes the band's tiles and begins the next band.
    void flush(TiffFileWriter file, Deflater deflater) throws IOException {
        ByteBuffer tile = ByteBuffer.allocate(TILE * TILE * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int left = 0; left < width; left += TILE) {
            int columns = Math.min(TILE, width - left);
            for (int y = 0; y < TILE; y++) {
                for (int x = 0; x < TILE; x++) {
                    tile.putFloat(y < filled && x < columns ? rows[y * width + left + x] : Float.NaN);
                }
            }
            deflater.reset();
            deflater.setInput(tile.array());
            deflater.finish();
            int length = deflater.deflate(compressed);
            if (!deflater.finished()) {
                throw new IllegalStateException("zlib made a tile longer than its bound");
            }
            index.add(file.append(Arrays.copyOf(compressed, length)), length);
            tile.clear();
        }
        done += filled;
        filled = 0;
    }

    /// Appends the means of whole blocks of a finer level's band. Pixels without a value do not count; a block without
    /// any has none.
    void average(PlaneLevel finer) {
        for (int y = 0; y + STEP <= finer.filled && done + filled < height; y += STEP) {
            for (int x = 0; x < width; x++) {
                rows[filled * width + x] = mean(finer, x * STEP, y);
            }
            filled++;
        }
    }

    private static float mean(PlaneLevel finer, int left, int top) {
        double sum = 0;
        int count = 0;
        for (int y = top; y < top + STEP; y++) {
            for (int x = left; x < left + STEP; x++) {
                float value = finer.rows[y * finer.width + x];
                if (!Float.isNaN(value)) {
                    sum += value;
                    count++;
                }
            }
        }
        return count == 0 ? Float.NaN : (float) (sum / count);
    }

    TiffTags directory(boolean big) {
        TiffTags tags = new TiffTags(big)
                .number(TiffTags.IMAGE_WIDTH, width)
                .number(TiffTags.IMAGE_LENGTH, height)
                .shorts(TiffTags.BITS_PER_SAMPLE, Float.SIZE)
                .shorts(TiffTags.COMPRESSION, ADOBE_DEFLATE)
                .shorts(TiffTags.PHOTOMETRIC, BLACK_IS_ZERO)
                .shorts(TiffTags.SAMPLES_PER_PIXEL, 1)
                .shorts(TiffTags.PLANAR_CONFIGURATION, 1)
                .shorts(TiffTags.SAMPLE_FORMAT, FLOAT)
                .number(TiffTags.TILE_WIDTH, TILE)
                .number(TiffTags.TILE_LENGTH, TILE);
        index.describe(tags, TiffTags.TILE_OFFSETS, TiffTags.TILE_BYTE_COUNTS);
        return tags;
    }
}
