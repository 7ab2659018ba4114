package org.acinus.wsi.synthetic.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.acinus.wsi.RgbBuffer;
import org.acinus.wsi.synthetic.SyntheticSlide;
import org.acinus.wsi.write.PixelSource;
import org.junit.jupiter.api.Test;

/// The published recipe, worked out again pixel by pixel.
class MirroredPictureTest {
    private static final int WINDOW_WIDTH = 1500;
    private static final int WINDOW_HEIGHT = 1900;

    /// Grey paper with a coloured window at (300, 210): the part to be found.
    private record Paper() implements PixelSource {
        @Override
        public long width() {
            return 2220;
        }

        @Override
        public long height() {
            return 2967;
        }

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

        static int value(long x, long y, int channel) {
            boolean isInside = x >= 300 && x < 300 + WINDOW_WIDTH && y >= 210 && y < 210 + WINDOW_HEIGHT;
            if (!isInside) {
                return 200;
            }
            int hash = (int) (x * 7919 + y * 104_729 + x * y);
            return channel == 1 ? 90 + (hash & 31) : 180 + (hash >>> 5 & 31);
        }
    }

    private static byte[] read(PixelSource picture, long x, long y, int width, int height) {
        RgbBuffer buffer = RgbBuffer.onHeap(width, height);
        picture.read(x, y, buffer);
        return buffer.pixels().toArray(ValueLayout.JAVA_BYTE);
    }

    @Test
    void densestWindowIsFound() {
        DensestWindow.Origin found = DensestWindow.find(new TestingSlide(new Paper()), WINDOW_WIDTH, WINDOW_HEIGHT);
        assertThat((double) found.x0()).isCloseTo(300, within(WINDOW_WIDTH / 16.0));
        assertThat((double) found.y0()).isCloseTo(210, within(WINDOW_HEIGHT / 16.0));
    }

    /// Island 4 of 40,000 x 50,000 px is centred on (20000, 37500) and upright, island 1 on (26500, 8000) and
    /// transposed.
    @Test
    void islandsShowTheMirroredTextureWithItsGain() {
        DensestWindow.Origin origin = DensestWindow.find(new TestingSlide(new Paper()), WINDOW_WIDTH, WINDOW_HEIGHT);
        PixelSource picture = SyntheticSlide.mirrored(new TestingSlide(new Paper()), 40_000, 50_000, 1);
        requireRecipe(picture, origin, 20_000, 37_500, 4, false);
        requireRecipe(picture, origin, 26_500, 8_000, 1, true);
        requireRecipe(picture, origin, 8_000, 9_500, 0, false);
    }

    private static void requireRecipe(
            PixelSource picture, DensestWindow.Origin origin, long left, long top, int k, boolean isTransposed) {
        byte[] pixels = read(picture, left, top, 90, 70);
        for (int i = 0; i < 90 * 70; i++) {
            long x = left + i % 90;
            long y = top + i / 90;
            long u = (isTransposed ? y : x) + (isTransposed ? 613L : 977L) * k;
            long v = (isTransposed ? x : y) + (isTransposed ? 977L : 613L) * k;
            long inX = mirrored(u, WINDOW_WIDTH);
            long inY = mirrored(v, WINDOW_HEIGHT);
            double gain = 1 + 0.10 * Math.sin(x / 1700.0 + k) + 0.08 * Math.sin(y / 2300.0 + 2 * k);
            for (int channel = 0; channel < 3; channel++) {
                double expected = 255 - gain * (255 - Paper.value(origin.x0() + inX, origin.y0() + inY, channel));
                assertThat((double) Byte.toUnsignedInt(pixels[3 * i + channel]))
                        .isCloseTo(Math.max(0, expected), within(0.51));
            }
        }
    }

    private static long mirrored(long position, int length) {
        long inPeriod = position % (2L * length);
        return Math.min(inPeriod, 2L * length - 1 - inPeriod);
    }

    @Test
    void glassIsNoisyGreyWithAPeriodOf1024() {
        PixelSource picture = SyntheticSlide.mirrored(new TestingSlide(new Paper()), 8000, 10_000, 1);
        byte[] corner = read(picture, 0, 0, 100, 60);
        for (int i = 0; i < corner.length; i++) {
            assertThat(Byte.toUnsignedInt(corner[i]) - new int[] {243, 242, 244}[i % 3])
                    .isBetween(-4, 4);
        }
        assertThat(Arrays.mismatch(corner, read(picture, 0, 4 * 1024, 100, 60))).isNegative();
    }

    @Test
    void allTilesOfTissueAreDistinct() {
        PixelSource picture = SyntheticSlide.mirrored(new TestingSlide(new Paper()), 6400, 8000, 1);
        Set<Long> seen = new HashSet<>();
        int tissue = 0;
        for (int y = 0; y + 256 <= 8000; y += 256) {
            for (int x = 0; x + 256 <= 6400; x += 256) {
                byte[] tile = read(picture, x, y, 256, 256);
                if (Byte.toUnsignedInt(tile[3 * (128 * 256 + 128) + 1]) < 180) {
                    tissue++;
                    assertThat(seen.add(hash(tile)))
                            .as("tile at " + x + ", " + y)
                            .isTrue();
                }
            }
        }
        assertThat(tissue).isGreaterThan(150);
    }

    private static long hash(byte[] tile) {
        long hash = 1;
        for (byte value : tile) {
            hash = 6_364_136_223_846_793_005L * hash + value;
        }
        return hash;
    }
}
