package org.acinus.mil.train.data;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.acinus.mil.FeatureMatrix;
import org.acinus.mil.pack.Tensor;
import org.junit.jupiter.api.Test;

class FeatureScalingTest {

    /// First feature 1, 3, 8: mean 4, variance (9 + 1 + 16) / 3. Second 5, 5, 5.
    @Test
    void measuresMeanAndDeviationOverAllInstances() {
        Map<String, Tensor> scaling =
                FeatureScaling.measure(List.of(bag(new float[] {1, 5, 3, 5}), bag(new float[] {8, 5})), 2);

        assertThat(requireNonNull(scaling.get("input.mean")).toArray()).containsExactly(4, 5);
        assertThat(requireNonNull(scaling.get("input.scale")).at(0))
                .isCloseTo((float) (1 / Math.sqrt(26.0 / 3)), within(1e-7f));
    }

    @Test
    void aFeatureThatDoesNotVaryCountsNothing() {
        float tenth = 0.1f;
        Map<String, Tensor> scaling = FeatureScaling.measure(
                List.of(bag(new float[] {tenth, 0, tenth, 0}), bag(new float[] {Math.nextUp(tenth), 0})), 2);

        assertThat(requireNonNull(scaling.get("input.scale")).toArray()).containsExactly(0, 0);
    }

    @Test
    void aLargeOffsetDoesNotDrownASmallDeviation() {
        Map<String, Tensor> scaling = FeatureScaling.measure(List.of(bag(new float[] {10_000, 0, 10_001, 0})), 2);

        assertThat(requireNonNull(scaling.get("input.scale")).at(0)).isCloseTo(2, within(1e-6f));
    }

    private static LabelledBag bag(float[] values) {
        FeatureMatrix features = new FeatureMatrix(values, values.length / 2, 2);
        return new LabelledBag("bag", "bag", 0, () -> features);
    }
}
