package org.acinus.wsi.synthetic.tissue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class NoiseTest {
    private final Noise noise = new Noise(42);

    @Test
    void smoothNoiseIsContinuousAndStaysWithinOne() {
        float previous = noise.smooth(3, -20, 1.37f);
        for (int i = 1; i < 4000; i++) {
            float value = noise.smooth(3, -20 + i / 100f, 1.37f);
            assertThat(Math.abs(value)).isLessThanOrEqualTo(1);
            assertThat(Math.abs(value - previous)).as("step at %d", i).isLessThan(0.06f);
            previous = value;
        }
    }

    @Test
    void partsOfAHashAreUniformAndUncorrelated() {
        int count = 40_000;
        double sum = 0;
        double product = 0;
        for (int i = 0; i < count; i++) {
            int hash = noise.hash(1, i % 200 - 100, i / 200);
            sum += Noise.unit(hash, 0);
            product += (Noise.unit(hash, 0) - 0.5) * (Noise.unit(hash, 1) - 0.5);
        }
        assertThat(sum / count).isCloseTo(0.5, within(0.01));
        assertThat(product / count * 12).as("correlation").isCloseTo(0, within(0.02));
    }

    @Test
    void seedsAndLayersGiveDifferentNoise() {
        assertThat(noise.smooth(1, 2.5f, 3.5f)).isNotEqualTo(noise.smooth(2, 2.5f, 3.5f));
        assertThat(noise.hash(1, 5, 6)).isNotEqualTo(new Noise(43).hash(1, 5, 6));
        assertThat(noise.hash(1, 5, 6)).isEqualTo(new Noise(42).hash(1, 5, 6));
    }
}
