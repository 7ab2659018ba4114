package org.acinus.wsi.write;

import java.lang.foreign.ValueLayout;
import org.acinus.wsi.RgbBuffer;

/// Smooth colours by formula, so that any pixel of any level can be predicted and JPEG loses little.
public record WavePicture(long width, long height) implements PixelSource {
    @Override
    public void read(long x, long y, RgbBuffer into) {
        for (int row = 0; row < into.height(); row++) {
            for (int column = 0; column < into.width(); column++) {
                for (int channel = 0; channel < 3; channel++) {
                    into.pixels().set(ValueLayout.JAVA_BYTE, 3L * (row * into.width() + column) + channel, (byte)
                            value(x + column, y + row, channel));
                }
            }
        }
    }

    /// Channel 0 (red), 1 or 2 of the pixel at (x, y).
    public static int value(long x, long y, int channel) {
        return (int)
                Math.round(128 + 60 * Math.sin(x / (40.0 + 9 * channel)) + 60 * Math.cos(y / (57.0 - 7 * channel)));
    }

    /// Mean of a block of level-0 pixels, as an averaged level should have it.
    static double mean(long x, long y, int size, int channel) {
        double sum = 0;
        for (int dy = 0; dy < size; dy++) {
            for (int dx = 0; dx < size; dx++) {
                sum += value(x + dx, y + dy, channel);
            }
        }
        return sum / (size * size);
    }
}
