package org.acinus.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.lang.foreign.ValueLayout;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.acinus.wsi.RgbBuffer;
import org.junit.jupiter.api.Test;

class AreaResamplerTest {
    @Test
    void aWholeRatioIsTheMeanOfItsPixels() {
        RgbBuffer input = RgbBuffer.onHeap(4, 2);
        int[] reds = {0, 10, 100, 200, 20, 30, 40, 60};
        for (int i = 0; i < reds.length; i++) {
            input.pixels().set(ValueLayout.JAVA_BYTE, 3L * i, (byte) reds[i]);
        }
        RgbBuffer output = RgbBuffer.onHeap(1, 1);
        AreaResampler.of(1, 4, 2, 4, 2).resample(input, output.pixels());
        // (0 + 10 + 100 + 200 + 20 + 30 + 40 + 60) / 8 = 57.5, rounded up.
        assertThat(output.pixels().get(ValueLayout.JAVA_BYTE, 0) & 255).isEqualTo(58);
    }

    @Test
    void aBrokenRatioCountsPartsOfPixels() {
        RgbBuffer input = RgbBuffer.onHeap(3, 3);
        for (int i = 0; i < 9; i++) {
            input.pixels().set(ValueLayout.JAVA_BYTE, 3L * i, (byte) (i % 3 == 1 ? 90 : 0));
        }
        RgbBuffer output = RgbBuffer.onHeap(2, 2);
        AreaResampler.of(2, 1.5, 1.5, 3, 3).resample(input, output.pixels());
        // Each output pixel holds half of the middle column: 0.5 / 1.5 of 90.
        assertThat(output.pixels().get(ValueLayout.JAVA_BYTE, 0) & 255).isEqualTo(30);
        assertThat(output.pixels().get(ValueLayout.JAVA_BYTE, 3) & 255).isEqualTo(30);
    }

    @Test
    void pixelsBetweenPixelsTakeFromBothByTheirDistance() {
        RgbBuffer input = RgbBuffer.onHeap(2, 2);
        for (int i = 0; i < 4; i++) {
            input.pixels().set(ValueLayout.JAVA_BYTE, 3L * i, (byte) (i % 2 == 1 ? 200 : 0));
        }
        RgbBuffer output = RgbBuffer.onHeap(4, 4);
        AreaResampler.of(4, 0.5, 0.5, 2, 2).resample(input, output.pixels());
        // Middles of the input at 0.5 and 1.5 of its pixels; of the output at 0.25, 0.75, 1.25 and 1.75.
        int[] reds = new int[4];
        for (int x = 0; x < 4; x++) {
            reds[x] = output.pixels().get(ValueLayout.JAVA_BYTE, 3L * (8 + x)) & 255;
        }
        assertThat(reds).containsExactly(0, 50, 150, 200);
    }

    /// The definition itself, in double precision and without any cleverness.
    private static double mean(RgbBuffer input, double ratio, int x, int y, int channel) {
        double sum = 0;
        for (int v = 0; v < input.height(); v++) {
            double high = Math.min(v + 1, (y + 1) * ratio) - Math.max(v, y * ratio);
            for (int u = 0; u < input.width() && high > 0; u++) {
                double wide = Math.min(u + 1, (x + 1) * ratio) - Math.max(u, x * ratio);
                long at = 3L * ((long) v * input.width() + u) + channel;
                sum += wide > 0 ? wide * high * (input.pixels().get(ValueLayout.JAVA_BYTE, at) & 255) : 0;
            }
        }
        return sum / (ratio * ratio);
    }

    private static RgbBuffer noise(int width, long seed) {
        RgbBuffer picture = RgbBuffer.onHeap(width, width);
        Random random = new Random(seed);
        for (long i = 0; i < picture.pixels().byteSize(); i++) {
            // Now and then the extremes, which overflow first.
            int value = random.nextInt(300) - 20;
            picture.pixels().set(ValueLayout.JAVA_BYTE, i, (byte) Math.clamp(value, 0, 255));
        }
        return picture;
    }

    @Property(tries = 60)
    void wholeRatiosFollowTheDefinitionExactly(
            @ForAll @IntRange(min = 1, max = 8) int ratio,
            @ForAll @IntRange(min = 1, max = 21) int outputs,
            @ForAll long seed) {
        RgbBuffer input = noise(outputs * ratio, seed);
        RgbBuffer output = RgbBuffer.onHeap(outputs, outputs);
        AreaResampler.of(outputs, ratio, ratio, input.width(), input.height()).resample(input, output.pixels());
        for (int i = 0; i < 3 * outputs * outputs; i++) {
            assertThat(output.pixels().get(ValueLayout.JAVA_BYTE, i) & 255)
                    .isEqualTo((int) Math.floor(mean(input, ratio, i / 3 % outputs, i / 3 / outputs, i % 3) + 0.5));
        }
    }

    @Property(tries = 60)
    void brokenRatiosFollowTheDefinitionToTheNearestNumber(
            @ForAll @DoubleRange(min = 1, max = 5) double ratio,
            @ForAll @IntRange(min = 1, max = 21) int outputs,
            @ForAll long seed) {
        RgbBuffer input = noise((int) Math.ceil(outputs * ratio - 1e-9), seed);
        RgbBuffer output = RgbBuffer.onHeap(outputs, outputs);
        AreaResampler.of(outputs, ratio, ratio, input.width(), input.height()).resample(input, output.pixels());
        for (int i = 0; i < 3 * outputs * outputs; i++) {
            assertThat((double) (output.pixels().get(ValueLayout.JAVA_BYTE, i) & 255))
                    .isCloseTo(mean(input, ratio, i / 3 % outputs, i / 3 / outputs, i % 3), within(0.501));
        }
    }

    @Test
    void theFastWayAndTheGeneralWayAgreeOnATileOfUsualSize() {
        RgbBuffer input = noise(512, 42);
        RgbBuffer fast = RgbBuffer.onHeap(256, 256);
        RgbBuffer general = RgbBuffer.onHeap(256, 256);
        new HalvingResampler(256).resample(input, fast.pixels());
        new WeightedResampler(256, AreaWeights.of(256, 2, 512), AreaWeights.of(256, 2, 512))
                .resample(input, general.pixels());
        assertThat(fast.pixels().mismatch(general.pixels())).isEqualTo(-1);
    }

    /// A horizontal ramp v = 4x averages over [a, b) to 2 (a + b) - 2 where a and b are whole, and in general to
    /// the integral of the step function, which this computes another way.
    @Property(tries = 100)
    void everyPixelIsTheIntegralOverItsFootprint(
            @ForAll @DoubleRange(min = 1, max = 4) double ratio, @ForAll @IntRange(min = 1, max = 12) int outputs) {
        int width = (int) Math.ceil(outputs * ratio - 1e-9);
        RgbBuffer input = RgbBuffer.onHeap(width, width);
        for (int i = 0; i < width * width; i++) {
            input.pixels().set(ValueLayout.JAVA_BYTE, 3L * i, (byte) (4 * (i % width)));
        }
        RgbBuffer output = RgbBuffer.onHeap(outputs, outputs);
        AreaResampler.of(outputs, ratio, ratio, width, width).resample(input, output.pixels());
        for (int x = 0; x < outputs; x++) {
            double expected = (integral((x + 1) * ratio) - integral(x * ratio)) / ratio;
            assertThat((double) (output.pixels().get(ValueLayout.JAVA_BYTE, 3L * x) & 255))
                    .isCloseTo(expected, within(0.502));
        }
    }

    /// Integral of the step function 4 * floor(x) from 0.
    private static double integral(double to) {
        double whole = Math.floor(to);
        return 2 * whole * (whole - 1) + 4 * whole * (to - whole);
    }
}
