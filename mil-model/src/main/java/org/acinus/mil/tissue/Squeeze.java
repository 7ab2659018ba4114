package org.acinus.mil.tissue;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.acinus.wsi.RgbBuffer;

/// Between a slide's overview and the square that a network sees. The aspect ratio is not kept.
final class Squeeze {
    private static final int CHANNELS = 3;

    private Squeeze() {}

    /// Averages a picture by area into a square; where the square is larger, pixels are repeated in part.
    ///
    /// @param into RGB of `side` rows of `side` pixels
    static void into(RgbBuffer picture, MemorySegment into, int side) {
        for (int y = 0; y < side; y++) {
            double top = (double) y * picture.height() / side;
            double bottom = (double) (y + 1) * picture.height() / side;
            for (int x = 0; x < side; x++) {
                double left = (double) x * picture.width() / side;
                double right = (double) (x + 1) * picture.width() / side;
                for (int channel = 0; channel < CHANNELS; channel++) {
                    double mean = mean(picture, left, top, right, bottom, channel);
                    into.set(
                            ValueLayout.JAVA_BYTE, CHANNELS * ((long) y * side + x) + channel, (byte) Math.round(mean));
                }
            }
        }
    }

    private static double mean(RgbBuffer picture, double left, double top, double right, double bottom, int channel) {
        double sum = 0;
        int lastRow = Math.min(picture.height(), (int) Math.ceil(bottom));
        int lastColumn = Math.min(picture.width(), (int) Math.ceil(right));
        for (int y = (int) top; y < lastRow; y++) {
            double height = Math.min(y + 1, bottom) - Math.max(y, top);
            for (int x = (int) left; x < lastColumn; x++) {
                double width = Math.min(x + 1, right) - Math.max(x, left);
                long at = CHANNELS * ((long) y * picture.width() + x) + channel;
                sum += height * width * (picture.pixels().get(ValueLayout.JAVA_BYTE, at) & 0xff);
            }
        }
        return sum / ((right - left) * (bottom - top));
    }

    /// A value between the centres of four pixels; beyond the outermost centres it stays as it is there.
    static double at(float[] values, int side, double x, double y) {
        double column = Math.clamp(x, 0.0, side - 1.0);
        double row = Math.clamp(y, 0.0, side - 1.0);
        int left = Math.min((int) column, side - 2);
        int top = Math.min((int) row, side - 2);
        double right = column - left;
        double lower = row - top;
        int at = top * side + left;
        double above = values[at] * (1 - right) + values[at + 1] * right;
        double below = values[at + side] * (1 - right) + values[at + side + 1] * right;
        return above * (1 - lower) + below * lower;
    }
}
