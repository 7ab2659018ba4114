package org.acinus.mil.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.acinus.mil.evaluate.GoldenValues;
import org.junit.jupiter.api.Test;

class ScalingTest {
    private static List<CalibrationCase> grades() {
        JsonNode golden = GoldenValues.part("grades");
        List<Double> truth = GoldenValues.numbers(golden.get("truth"));
        List<List<Double>> probabilities = GoldenValues.rows(golden.get("probabilities"));
        List<CalibrationCase> cases = new ArrayList<>();
        for (int i = 0; i < truth.size(); i++) {
            cases.add(new CalibrationCase("p" + i, truth.get(i).intValue(), probabilities.get(i)));
        }
        return cases;
    }

    @Test
    void theTemperatureIsTheOptimumThatScipyFinds() {
        assertThat(ScalingFit.temperature(grades()).temperature())
                .isCloseTo(GoldenValues.part("temperature").get("temperature").doubleValue(), within(1e-6));
    }

    @Test
    void theVectorScalingIsTheOptimumThatScipyFinds() {
        JsonNode golden = GoldenValues.part("vector");

        Scaling scaling = ScalingFit.vector(grades());

        for (int c = 0; c < 6; c++) {
            assertThat(scaling.scale().get(c))
                    .isCloseTo(golden.get("scale").get(c).doubleValue(), within(1e-5));
            assertThat(scaling.offset().get(c))
                    .isCloseTo(golden.get("offset").get(c).doubleValue(), within(1e-5));
        }
    }

    /// A head whose logits are three times too large, on slides drawn from the probabilities it should have
    /// given.
    @Test
    void aKnownTemperatureIsFoundAgain() {
        Random random = new Random(4);
        List<CalibrationCase> cases = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            double logit = 2 * random.nextGaussian();
            int truth = random.nextDouble() < 1 / (1 + Math.exp(-logit)) ? 1 : 0;
            double said = 1 / (1 + Math.exp(-3 * logit));
            cases.add(new CalibrationCase("p" + i, truth, List.of(1 - said, said)));
        }

        assertThat(ScalingFit.temperature(cases).temperature()).isCloseTo(3, within(0.1));
    }

    /// Among a thousand temperatures none is better.
    @Test
    void noTemperatureOfAGridIsBetter() {
        List<CalibrationCase> cases = grades();
        double best = loss(cases, ScalingFit.temperature(cases));
        for (double temperature = 0.05; temperature < 20; temperature *= 1.006) {
            assertThat(loss(cases, Scaling.ofTemperature(temperature, 6))).isGreaterThanOrEqualTo(best - 1e-12);
        }
    }

    private static double loss(List<CalibrationCase> cases, Scaling scaling) {
        return cases.stream()
                .mapToDouble(one -> -Math.log(scaling.apply(one.probabilities()).get(one.truth())))
                .average()
                .orElseThrow();
    }

    @Test
    void aHeadThatNeverErrsGetsTheLeastTemperature() {
        List<CalibrationCase> cases =
                List.of(new CalibrationCase("a", 0, List.of(0.9, 0.1)), new CalibrationCase("b", 1, List.of(0.1, 0.9)));

        assertThat(ScalingFit.temperature(cases).temperature()).isCloseTo(ScalingFit.LEAST_TEMPERATURE, within(1e-6));
        assertThat(ScalingFit.vector(cases).scale()).allMatch(Double::isFinite);
    }

    @Test
    void aTemperatureKeepsTheOrderAndOneChangesNothing() {
        List<Double> said = List.of(0.5, 0.2, 0.3);

        assertThat(Scaling.ofTemperature(1, 3).apply(said))
                .allSatisfy(p -> assertThat(p).isBetween(0.0, 1.0));
        for (int c = 0; c < 3; c++) {
            assertThat(Scaling.ofTemperature(1, 3).apply(said).get(c)).isCloseTo(said.get(c), within(1e-12));
        }
        List<Double> mended = Scaling.ofTemperature(2.5, 3).apply(said);
        assertThat(mended.stream().mapToDouble(Double::doubleValue).sum()).isCloseTo(1, within(1e-12));
        assertThat(mended.get(0)).isGreaterThan(mended.get(2)).isLessThan(0.5);
        assertThat(mended.get(2)).isGreaterThan(mended.get(1));
        // By the formula: the square root, brought back to a sum of 1.
        double[] roots = {Math.sqrt(0.5), Math.sqrt(0.2), Math.sqrt(0.3)};
        assertThat(Scaling.ofTemperature(2, 3).apply(said).get(1))
                .isCloseTo(roots[1] / (roots[0] + roots[1] + roots[2]), within(1e-12));
    }

    @Test
    void sureProbabilitiesStayNumbers() {
        assertThat(Scaling.ofTemperature(0.05, 2).apply(List.of(0.0, 1.0)).getFirst())
                .isBetween(0.0, 1e-100);
        assertThat(Scaling.ofTemperature(20, 2).apply(List.of(0.0, 1.0))).allMatch(p -> p > 0 && p < 1);
    }

    @Test
    void whatIsNoScalingIsRefused() {
        assertThatThrownBy(() -> new Scaling(Scaling.Method.TEMPERATURE, List.of(1.0, 2.0), List.of(0.0, 0.0)))
                .hasMessageContaining("one scale");
        assertThatThrownBy(
                        () -> new Scaling(Scaling.Method.VECTOR, List.of(1.0, Double.NaN), Collections.nCopies(2, 0.0)))
                .hasMessageContaining("finite");
        assertThatThrownBy(() -> Scaling.ofTemperature(1, 2).apply(List.of(1.0)))
                .hasMessageContaining("2 classes");
    }
}
