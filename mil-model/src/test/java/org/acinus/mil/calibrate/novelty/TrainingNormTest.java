package org.acinus.mil.calibrate.novelty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TrainingNormTest {

    /// Of a standard normal that is clipped at 0 the mean is 1 / sqrt(2 pi) and the variance 1/2 - 1 / (2 pi).
    @Test
    void aClippedNormalHasTheMomentsOfTheFormula() {
        TrainingNorm norm = TrainingNorm.ofClipped(new double[] {0}, new double[] {-1}, 100);

        assertThat(norm.mean()[0]).isCloseTo(1 / Math.sqrt(2 * Math.PI), within(1e-6));
        assertThat(norm.deviation()[0]).isCloseTo(Math.sqrt(0.5 - 1 / (2 * Math.PI)), within(1e-6));
    }

    /// Far from both limits nothing is clipped, and in the middle of them the clipping is even.
    @Test
    void theUpperLimitClipsToo() {
        TrainingNorm within = TrainingNorm.ofClipped(new double[] {3}, new double[] {0.25}, 6);
        TrainingNorm clipped = TrainingNorm.ofClipped(new double[] {3}, new double[] {100}, 6);

        assertThat(within.mean()[0]).isCloseTo(3, within(1e-9));
        assertThat(within.deviation()[0]).isCloseTo(0.25, within(1e-6));
        assertThat(clipped.mean()[0]).isCloseTo(3, within(1e-3));
        assertThat(clipped.deviation()[0]).isBetween(2.9, 3.0);
    }

    @Test
    void theDistanceIsTheMeanDifferenceInDeviations() {
        TrainingNorm norm = new TrainingNorm(new double[] {1, 2}, new double[] {0.5, 4});

        assertThat(norm.distance(new double[] {1, 2})).isZero();
        assertThat(norm.distance(new double[] {0, 6})).isEqualTo(1.5);
    }

    @Test
    void aDeviationOfZeroIsRefused() {
        assertThatThrownBy(() -> new TrainingNorm(new double[] {1}, new double[] {0}))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
