package org.acinus.mil.djl.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import java.util.Map;
import java.util.Optional;
import org.acinus.mil.djl.net.PyTorch;
import org.acinus.mil.train.recipe.OptimizerKind;
import org.acinus.mil.train.recipe.RateSchedule;
import org.acinus.mil.train.recipe.StepOptions;
import org.junit.jupiter.api.Test;

/// One weight w with the loss 3 w, whose gradient is 3.
class GradientStepsTest {

    private static double[] steps(StepOptions options, int bags, double... rates) {
        double[] values = new double[rates.length];
        try (NDManager scope = PyTorch.engine().newBaseManager()) {
            NDArray weight = scope.create(new float[] {2});
            weight.setRequiresGradient(true);
            GradientSteps steps = new GradientSteps(options, Map.of("w", weight), Optional.empty());
            for (int i = 0; i < rates.length; i++) {
                for (int bag = 0; bag < bags; bag++) {
                    try (GradientCollector tape = PyTorch.engine().newGradientCollector()) {
                        tape.backward(weight.mul(3).sum());
                    }
                }
                steps.step(rates[i], bags);
                values[i] = weight.toFloatArray()[0];
            }
        }
        return values;
    }

    /// A constant gradient makes both moments, bias-corrected, 3 and 9: a step is the rate, after the decay.
    @Test
    void adamWStepsByTheRateAndDecaysApartFromTheGradient() {
        StepOptions options = new StepOptions(OptimizerKind.ADAMW, 0.1, 0.01, RateSchedule.CONSTANT, 1);

        double[] weights = steps(options, 1, 0.1, 0.05);

        double first = 2 * (1 - 0.1 * 0.01) - 0.1;
        assertThat(weights[0]).isCloseTo(first, within(1e-5));
        assertThat(weights[1]).isCloseTo(first * (1 - 0.05 * 0.01) - 0.05, within(1e-5));
    }

    /// Gathered gradients count by their mean: three bags step as one does.
    @Test
    void gatheredGradientsCountByTheirMean() {
        StepOptions options = new StepOptions(OptimizerKind.SGD, 0.1, 0, RateSchedule.CONSTANT, 3);

        assertThat(steps(options, 3, 0.1)[0]).isCloseTo(2 - 0.1 * 3, within(1e-5));
        assertThat(steps(options, 1, 0.1)[0]).isCloseTo(2 - 0.1 * 3, within(1e-5));
    }

    @Test
    void descentHasMomentum() {
        StepOptions options = new StepOptions(OptimizerKind.SGD, 0.1, 0, RateSchedule.CONSTANT, 1);

        double[] weights = steps(options, 1, 0.1, 0.1);

        assertThat(weights[1]).isCloseTo(weights[0] - 0.3 - 0.9 * 0.3, within(1e-5));
    }

    @Test
    void theCosineFallsFromAllToAlmostNothing() {
        assertThat(RateSchedule.COSINE.factor(1, 50)).isEqualTo(1);
        assertThat(RateSchedule.COSINE.factor(26, 50)).isCloseTo(0.5, within(1e-12));
        assertThat(RateSchedule.COSINE.factor(50, 50)).isBetween(0.0, 0.002);
        assertThat(RateSchedule.CONSTANT.factor(50, 50)).isEqualTo(1);
    }
}
