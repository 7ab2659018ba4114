package org.acinus.mil;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ActivationMapTest {
    private static final int SIDE = 7;
    private static final int CHANNELS = 11;

    private static float[] random(int count, long seed) {
        Random random = new Random(seed);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    @Test
    void sharesAddUpToTheWeightedMeanOfTheMap() {
        float[] values = random(2 * SIDE * SIDE * CHANNELS, 1);
        float[] weights = random(CHANNELS, 2);
        ActivationMap map =
                ActivationMap.of(new FeatureMaps(values, 2, SIDE, SIDE, CHANNELS), 1, channel -> weights[channel]);
        double expected = 0;
        for (int i = SIDE * SIDE * CHANNELS; i < values.length; i++) {
            expected += (double) values[i] * weights[i % CHANNELS] / (SIDE * SIDE);
        }
        assertThat(map.sum()).isCloseTo(expected, within(1e-9));
    }

    @Test
    void aPlaceIsFoundWhereItLies() {
        float[] values = new float[SIDE * SIDE * CHANNELS];
        values[(2 * SIDE + 5) * CHANNELS + 3] = 98;
        ActivationMap map = ActivationMap.of(
                new FeatureMaps(values, 1, SIDE, SIDE, CHANNELS), 0, channel -> channel == 3 ? 0.5 : 0);
        assertThat(map.share(2, 5)).isCloseTo(1, within(1e-12));
        assertThat(map.sum()).isCloseTo(1, within(1e-12));
    }
}
