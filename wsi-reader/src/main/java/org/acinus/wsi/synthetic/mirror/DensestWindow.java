package org.acinus.wsi.synthetic.mirror;

import java.lang.foreign.ValueLayout;
import org.acinus.wsi.Region;
import org.acinus.wsi.RgbBuffer;
import org.acinus.wsi.Slide;
import org.acinus.wsi.metadata.PyramidLevel;

/// Finds where a slide has most colour.
final class DensestWindow {
    /// An overview of more pixels is not needed and might not fit into memory.
    private static final long MOST_PIXELS = 16_000_000;

    private DensestWindow() {}

    /// Upper left corner in level-0 pixels.
    record Origin(long x0, long y0) {}

    /// The window of a size that has the largest sum of saturation, on a grid of a sixteenth of the window.
    ///
    /// @param width level-0 px, at most the slide's
    /// @param height level-0 px, at most the slide's
    static Origin find(Slide slide, int width, int height) {
        PyramidLevel level = slide.metadata().coarsest();
        if (level.width() * level.height() > MOST_PIXELS) {
            return new Origin(
                    (slide.metadata().width() - width) / 2, (slide.metadata().height() - height) / 2);
        }
        int columns = (int) level.width();
        int rows = (int) level.height();
        long[] sums = summedSaturation(slide, level, columns, rows);
        int windowColumns = Math.clamp(Math.round(width / level.downsample()), 1, columns);
        int windowRows = Math.clamp(Math.round(height / level.downsample()), 1, rows);
        int stepX = Math.max(1, windowColumns / 16);
        int stepY = Math.max(1, windowRows / 16);
        long best = -1;
        Origin origin = new Origin(0, 0);
        for (int y = 0; y + windowRows <= rows; y += stepY) {
            for (int x = 0; x + windowColumns <= columns; x += stepX) {
                long sum = sums[(y + windowRows) * (columns + 1) + x + windowColumns]
                        - sums[y * (columns + 1) + x + windowColumns]
                        - sums[(y + windowRows) * (columns + 1) + x]
                        + sums[y * (columns + 1) + x];
                if (sum > best) {
                    best = sum;
                    origin = new Origin(
                            Math.min(
                                    (long) (x * level.downsample()),
                                    slide.metadata().width() - width),
                            Math.min(
                                    (long) (y * level.downsample()),
                                    slide.metadata().height() - height));
                }
            }
        }
        return origin;
    }

    /// Sums of (largest - smallest channel) over everything above and left of each pixel (Crow 1984).
    private static long[] summedSaturation(Slide slide, PyramidLevel level, int columns, int rows) {
        RgbBuffer overview = RgbBuffer.onHeap(columns, rows);
        slide.read(new Region(level.index(), 0, 0, columns, rows), overview);
        byte[] rgb = overview.pixels().toArray(ValueLayout.JAVA_BYTE);
        long[] sums = new long[(columns + 1) * (rows + 1)];
        for (int y = 0; y < rows; y++) {
            long row = 0;
            for (int x = 0; x < columns; x++) {
                int at = 3 * (y * columns + x);
                int red = rgb[at] & 0xFF;
                int green = rgb[at + 1] & 0xFF;
                int blue = rgb[at + 2] & 0xFF;
                row += Math.max(red, Math.max(green, blue)) - Math.min(red, Math.min(green, blue));
                sums[(y + 1) * (columns + 1) + x + 1] = row + sums[y * (columns + 1) + x + 1];
            }
        }
        return sums;
    }
}
