package org.acinus.mil;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class HeadOutputTest {

    /// Steps passed with 0.8, 0.5, 0.25: P(0) = 0.2, P(1) = 0.8 * 0.5, P(2) = 0.8 * 0.5 * 0.75, P(3) = the rest.
    @Test
    void ordinalProbabilitiesAreProductsOfTheSteps() {
        float[] logits = {(float) Math.log(4), 0, (float) -Math.log(3)};

        List<Double> probabilities = HeadOutput.CORN.probabilities(logits);

        assertThat(probabilities).hasSize(4);
        assertThat(probabilities.get(0)).isCloseTo(0.2, within(1e-7));
        assertThat(probabilities.get(1)).isCloseTo(0.4, within(1e-7));
        assertThat(probabilities.get(2)).isCloseTo(0.3, within(1e-7));
        assertThat(probabilities.get(3)).isCloseTo(0.1, within(1e-7));
    }

    @Test
    void extremeLogitsStayProbabilities() {
        for (HeadOutput output : HeadOutput.values()) {
            for (float[] logits : new float[][] {{1e4f, -1e4f, 1e4f}, {-1e4f, -1e4f, -1e4f}, {1e4f, 1e4f, 1e4f}}) {
                assertThat(output.probabilities(logits)).allMatch(p -> p >= 0 && p <= 1);
                assertThat(output.probabilities(logits).stream()
                                .mapToDouble(Double::doubleValue)
                                .sum())
                        .isCloseTo(1, within(1e-12));
            }
        }
    }

    @Test
    void evidenceForCancerIsTheRestLessBenignOrTheFirstStep() {
        float[] values = {9, 9, 1, 5, 7};

        assertThat(HeadOutput.SOFTMAX.towardsCancer(values, 2, 3)).isEqualTo(5);
        assertThat(HeadOutput.CORN.towardsCancer(values, 2, 3)).isEqualTo(1);
        assertThat(HeadOutput.SOFTMAX.numbers(6)).isEqualTo(6);
        assertThat(HeadOutput.CORN.numbers(6)).isEqualTo(5);
    }
}
