package org.acinus.stain;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import org.acinus.wsi.RgbBuffer;

/// Pixels that a method is fitted to. Immutable.
public final class PixelSample {
    private static final int CHANNELS = RgbBuffer.BYTES_PER_PIXEL;

    private final byte[] rgb;

    private PixelSample(byte[] rgb) {
        this.rgb = rgb;
    }

    /// Every pixel of a picture; copied.
    public static PixelSample of(RgbBuffer picture) {
        int bytes = Math.toIntExact(RgbBuffer.byteSize(picture.width(), picture.height()));
        return new PixelSample(picture.pixels().asSlice(0, bytes).toArray(ValueLayout.JAVA_BYTE));
    }

    /// Pixels of a picture, evenly spread and as many as of a slide, bare glass left out.
    public static PixelSample ofStained(RgbBuffer picture) {
        int pixels = Math.multiplyExact(picture.width(), picture.height());
        int step = Math.ceilDiv(pixels, StainFitting.MOST_PIXELS);
        Collector sample = new Collector(Math.ceilDiv(pixels, step));
        sample.addStained(picture.pixels(), pixels, step);
        return sample.sample();
    }

    /// How many pixels.
    public int size() {
        return rgb.length / CHANNELS;
    }

    /// Grey level, 0 to 255.
    ///
    /// @param channel 0 red, 1 green, 2 blue
    int level(int pixel, int channel) {
        return rgb[CHANNELS * pixel + channel] & 255;
    }

    /// Optical density of a pixel.
    StainVector density(int pixel) {
        return new StainVector(
                OpticalDensity.of(level(pixel, 0)),
                OpticalDensity.of(level(pixel, 1)),
                OpticalDensity.of(level(pixel, 2)));
    }

    /// Every `step`th pixel, so that at most `most` are left.
    PixelSample atMost(int most) {
        int step = Math.ceilDiv(Math.max(1, size()), most);
        Collector thinned = new Collector(Math.ceilDiv(size(), step));
        for (int pixel = 0; pixel < size(); pixel += step) {
            thinned.add(rgb, pixel);
        }
        return thinned.sample();
    }

    /// Gathers pixels. One thread.
    static final class Collector {
        private final byte[] rgb;
        private int bytes;

        /// Room for so many pixels.
        Collector(int pixels) {
            this.rgb = new byte[CHANNELS * pixels];
        }

        private void add(byte[] from, int pixel) {
            System.arraycopy(from, CHANNELS * pixel, rgb, bytes, CHANNELS);
            bytes += CHANNELS;
        }

        /// Takes every `step`th pixel that is no bare glass: one with some stain in some channel.
        void addStained(MemorySegment pixels, int count, int step) {
            for (int pixel = 0; pixel < count; pixel += step) {
                long at = (long) CHANNELS * pixel;
                int darkest = 255;
                for (int channel = 0; channel < CHANNELS; channel++) {
                    darkest = Math.min(darkest, pixels.get(ValueLayout.JAVA_BYTE, at + channel) & 255);
                }
                if (OpticalDensity.of(darkest) >= OpticalDensity.LEAST_STAINED && bytes < rgb.length) {
                    MemorySegment.copy(pixels, ValueLayout.JAVA_BYTE, at, rgb, bytes, CHANNELS);
                    bytes += CHANNELS;
                }
            }
        }

        PixelSample sample() {
            return new PixelSample(Arrays.copyOf(rgb, bytes));
        }
    }
}
