package org.acinus.heatmap.drawing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ScaleBarTest {

    @Test
    void barIsTheLongestRoundLengthThatFits() {
        ScaleBar bar = ScaleBar.of(20, 260);

        assertThat(bar.micrometres()).isEqualTo(5000);
        assertThat(bar.pixels()).isEqualTo(250);
        assertThat(bar.label()).isEqualTo("5 mm");
    }

    @Test
    void labelsAreInMicrometresBelowOneMillimetre() {
        assertThat(new ScaleBar(200, 1).label()).isEqualTo("200 µm");
        assertThat(new ScaleBar(1000, 1).label()).isEqualTo("1 mm");
        assertThat(new ScaleBar(20000, 1).label()).isEqualTo("20 mm");
        assertThat(new ScaleBar(0.5, 1).label()).isEqualTo("0.5 µm");
    }

    @Test
    void atAnySpacingTheBarFillsAtLeastTwoFifthsOfItsRoom() {
        Random random = new Random(7);
        for (int i = 0; i < 1000; i++) {
            double spacing = Math.pow(10, random.nextDouble(-2, 4));
            ScaleBar bar = ScaleBar.of(spacing, 260);
            assertThat(bar.pixels()).isBetween(260 / 2.5 - 1e-6, 260 + 1e-6);
            assertThat(bar.pixels() * spacing).isCloseTo(bar.micrometres(), within(1e-6 * bar.micrometres()));
        }
    }
}
