package org.acinus.mil.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ConformalTest {
    /// Grades of unequal frequency from a head that is sure of itself and often wrong.
    private static CalibrationCase draw(Random random, int classes) {
        int truth = (int) Math.min(classes - 1, Math.abs(random.nextGaussian()) * classes / 2.5);
        double centre = truth + 0.9 * random.nextGaussian();
        double[] logits = IntStream.range(0, classes)
                .mapToDouble(c -> -2 * (c - centre) * (c - centre) + random.nextGaussian())
                .toArray();
        double[] p = Softmax.of(logits);
        return new CalibrationCase(
                "", truth, IntStream.range(0, classes).mapToObj(c -> p[c]).toList());
    }

    /// The promise is on the average over calibrations: of `n` slides of a class the expected coverage lies
    /// between 1
    /// - alpha and 1 - alpha + 1 / (n + 1). Forty calibrations of 600 slides, each tried on 600 others.
    @ParameterizedTest
    @CsvSource({"LEAST_AMBIGUOUS,2,0.1", "LEAST_AMBIGUOUS,6,0.1", "ORDINAL,6,0.1", "ORDINAL,6,0.2", "ORDINAL,2,0.05"})
    void everyClassIsCoveredAsPromised(Conformal.Score score, int classes, double alpha) {
        Random random = new Random(17);
        int[] seen = new int[classes];
        int[] covered = new int[classes];
        for (int round = 0; round < 40; round++) {
            Conformal conformal = Conformal.fit(draws(random, classes, 600), alpha, score);
            for (CalibrationCase one : draws(random, classes, 600)) {
                seen[one.truth()]++;
                covered[one.truth()] +=
                        conformal.set(one.probabilities()).classes().contains(one.truth()) ? 1 : 0;
            }
        }
        for (int c = 0; c < classes; c++) {
            double share = (double) covered[c] / seen[c];
            // Calibration and trial both vary: three of their standard deviations.
            double noise = 3 * Math.sqrt(alpha * (1 - alpha) * 2 / seen[c]);
            assertThat(share).as("class %d of %d", c, seen[c]).isGreaterThan(1 - alpha - noise);
        }
        // With classes of their own quantiles the smallest sets do not cover far more than they must.
        if (score == Conformal.Score.LEAST_AMBIGUOUS) {
            assertThat((double) covered[0] / seen[0]).isCloseTo(1 - alpha, within(0.02));
        }
    }

    private static List<CalibrationCase> draws(Random random, int classes, int count) {
        return IntStream.range(0, count).mapToObj(i -> draw(random, classes)).toList();
    }

    @Test
    void setsOfGradesHaveNoGap() {
        Random random = new Random(8);
        Conformal conformal = Conformal.fit(draws(random, 6, 400), 0.1, Conformal.Score.ORDINAL);
        for (CalibrationCase one : draws(random, 6, 2000)) {
            List<Integer> classes = conformal.set(one.probabilities()).classes();
            if (!classes.isEmpty()) {
                assertThat(classes)
                        .containsExactlyElementsOf(IntStream.rangeClosed(classes.getFirst(), classes.getLast())
                                .boxed()
                                .toList());
            }
        }
    }

    /// Nine slides of class 0 with probabilities 0.1 to 0.9 of it, so scores 0.9 to 0.1. At alpha 0.2 the quantile
    /// is the ceil(10 * 0.8) = 8th smallest of nine, 0.8. Class 1 has two slides, too few for alpha 0.2: always
    /// admitted.
    @Test
    void quantilesFollowTheFormula() {
        List<CalibrationCase> cases = new ArrayList<>();
        for (int i = 1; i <= 9; i++) {
            cases.add(new CalibrationCase("", 0, List.of(i / 10.0, 1 - i / 10.0)));
        }
        cases.add(new CalibrationCase("", 1, List.of(0.3, 0.7)));
        cases.add(new CalibrationCase("", 1, List.of(0.4, 0.6)));

        Conformal conformal = Conformal.fit(cases, 0.2, Conformal.Score.LEAST_AMBIGUOUS);

        assertThat(conformal.quantiles().get(0)).isCloseTo(0.8, within(1e-12));
        assertThat(conformal.quantiles().get(1)).isEqualTo(1);
        assertThat(conformal.slides()).containsExactly(9, 2);
        assertThat(conformal.set(List.of(0.1, 0.9)).classes()).containsExactly(1);
        assertThat(conformal.set(List.of(0.3, 0.7)).classes()).containsExactly(0, 1);
    }

    /// From the mode 2 the run takes 3 (0.25 over 0.1), then 1, then 4, then 5 and 0.
    @Test
    void theOrdinalScoreGrowsFromTheMode() {
        Conformal all = new Conformal(
                0.1, Conformal.Score.ORDINAL, List.of(0.7, 0.7, 0.7, 0.7, 0.7, 0.7), List.of(9, 9, 9, 9, 9, 9));

        assertThat(all.set(List.of(0.05, 0.1, 0.45, 0.25, 0.08, 0.07)).classes())
                .containsExactly(2, 3);
        assertThat(all.set(List.of(0.0, 0.0, 0.95, 0.05, 0.0, 0.0)).classes()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Conformal.Score.class)
    void aClassThatWasNeverSeenIsAlwaysPlausible(Conformal.Score score) {
        List<CalibrationCase> cases = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            cases.add(new CalibrationCase("", i % 2, List.of(0.5, 0.4, 0.1)));
        }

        assertThat(Conformal.fit(cases, 0.1, score).set(List.of(0.6, 0.4, 0.0)).classes())
                .contains(2);
    }

    @Test
    void aSetAbstainsWhereCancerIsOpen() {
        assertThat(new PredictionSet(List.of(0)).abstains()).isFalse();
        assertThat(new PredictionSet(List.of(1, 2)).abstains()).isFalse();
        assertThat(new PredictionSet(List.of(0, 1)).abstains()).isTrue();
        assertThat(new PredictionSet(List.of()).abstains()).isTrue();
    }

    @Test
    void whatIsNoConformalPredictorIsRefused() {
        assertThatThrownBy(() -> new Conformal(0, Conformal.Score.ORDINAL, List.of(0.5, 0.5), List.of(1, 1)))
                .hasMessageContaining("alpha");
        assertThatThrownBy(() -> new Conformal(0.1, Conformal.Score.ORDINAL, List.of(0.5, Double.NaN), List.of(1, 1)))
                .hasMessageContaining("quantile");
    }
}
