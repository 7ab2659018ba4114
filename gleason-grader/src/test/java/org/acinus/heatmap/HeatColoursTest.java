package org.acinus.heatmap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class HeatColoursTest {

    @Test
    void equalStepsOnTheScaleAreEqualStepsInOklab() {
        for (double end : new double[] {-1, 1}) {
            double whole = distance(oklab(HeatColours.rgb(0)), oklab(HeatColours.rgb(end)));
            for (int step = 0; step < 8; step++) {
                double[] from = oklab(HeatColours.rgb(end * step / 8));
                double[] to = oklab(HeatColours.rgb(end * (step + 1) / 8));
                // Half of one of 255 steps in each channel is what rounding to bytes can do.
                assertThat(distance(from, to)).isCloseTo(whole / 8, within(0.006));
            }
        }
    }

    @Test
    void bothEndsAreEquallyDarkAndTheMiddleIsGrey() {
        double[] cancer = oklab(HeatColours.rgb(1));
        double[] benign = oklab(HeatColours.rgb(-1));
        double[] middle = oklab(HeatColours.rgb(0));

        assertThat(cancer[0]).isCloseTo(benign[0], within(0.005));
        assertThat(middle[0]).isGreaterThan(cancer[0] + 0.3);
        assertThat(Math.hypot(middle[1], middle[2])).isLessThan(0.001);
        assertThat(cancer[1]).isPositive();
        assertThat(benign[2]).isNegative();
    }

    @Test
    void aPlaceOutsideTheScaleIsRefused() {
        assertThatThrownBy(() -> HeatColours.rgb(1.01)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> HeatColours.rgb(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }

    /// sRGB to Oklab with the forward matrices of Ottosson 2020; the code under test has the inverse ones.
    private static double[] oklab(int rgb) {
        double red = linear(rgb >> 16 & 0xFF);
        double green = linear(rgb >> 8 & 0xFF);
        double blue = linear(rgb & 0xFF);
        double l = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
        double m = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
        double s = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
        return new double[] {
            0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
            1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
            0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s
        };
    }

    private static double linear(int channel) {
        double value = channel / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }

    private static double distance(double[] a, double[] b) {
        return Math.sqrt(Math.pow(a[0] - b[0], 2) + Math.pow(a[1] - b[1], 2) + Math.pow(a[2] - b[2], 2));
    }
}
