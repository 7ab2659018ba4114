package org.acinus.mil.evaluate.statistic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RocAucTest {
    /// Scores and labels drawn with numpy, rounded so that many tie; area by scikit-learn 1.9.1, interval and
    /// variance by the Python package confidenceinterval 1.0.5 (fast DeLong).
    private static final double[] SCORES = {
        3.0, -1.6, 0.4, -0.6, 0.5, -0.2, -1.0, -0.2, -0.9, 4.3, 0.2, -0.4, -0.3, -0.7, -1.1, -0.4, 0.5, 0.8, 1.0, 0.8,
        0.0, 2.5, 0.5, 0.5, -0.2, 1.5, 1.9, 0.7, -0.2, 2.0
    };

    private static final int[] LABELS = {
        1, 1, 0, 0, 1, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1
    };

    @Test
    void agreesWithScikitLearnAndAnotherDeLong() {
        List<Double> positive = new ArrayList<>();
        List<Double> negative = new ArrayList<>();
        for (int i = 0; i < SCORES.length; i++) {
            (LABELS[i] == 1 ? positive : negative).add(SCORES[i]);
        }

        RocAuc auc = RocAuc.of(positive, negative).orElseThrow();

        assertThat(auc.area()).isCloseTo(0.7777777777777779, within(1e-12));
        assertThat(auc.variance()).isCloseTo(0.01183952804304289, within(1e-9));
        assertThat(auc.interval95().lower()).isCloseTo(0.5645148433349054, within(1e-6));
        assertThat(auc.interval95().upper()).isCloseTo(0.9910406195023138, within(1e-6));
    }

    /// Positive 3, 2; negative 1, 2. Pairs won: 1, 1, 1, one half: 3.5 of 4. Shares of the positives 1 and
    /// 0.75, of the negatives 1 and 0.75: variance 0.03125 each, over 2 each.
    @Test
    void countsATieHalfAndHasTheVarianceOfTheFormula() {
        RocAuc auc = RocAuc.of(List.of(3.0, 2.0), List.of(1.0, 2.0)).orElseThrow();

        assertThat(auc.area()).isEqualTo(0.875);
        assertThat(auc.variance()).isCloseTo(0.03125, within(1e-15));
        assertThat(auc.interval95().upper()).isEqualTo(1);
    }

    @Test
    void agreesWithCountingAllPairs() {
        Random random = new Random(11);
        for (int round = 0; round < 50; round++) {
            List<Double> positive = draw(random, 2 + random.nextInt(20), 2);
            List<Double> negative = draw(random, 2 + random.nextInt(20), 0);

            RocAuc auc = RocAuc.of(positive, negative).orElseThrow();

            assertThat(auc.area()).isCloseTo(pairsWon(positive, negative), within(1e-12));
            double variance = shareVariance(positive, negative) + shareVariance(negative, positive);
            assertThat(auc.variance()).isCloseTo(variance, within(1e-12));
        }
    }

    private static List<Double> draw(Random random, int count, int shift) {
        List<Double> scores = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            scores.add((double) random.nextInt(6) + shift);
        }
        return scores;
    }

    private static double pairsWon(List<Double> over, List<Double> under) {
        double won = 0;
        for (double x : over) {
            for (double y : under) {
                won += x > y ? 1 : x == y ? 0.5 : 0;
            }
        }
        return won / (over.size() * (double) under.size());
    }

    private static double shareVariance(List<Double> cases, List<Double> others) {
        List<Double> shares =
                cases.stream().map(x -> pairsWon(List.of(x), others)).toList();
        double mean = shares.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
        double squares =
                shares.stream().mapToDouble(s -> (s - mean) * (s - mean)).sum();
        return squares / (cases.size() - 1) / cases.size();
    }

    @Test
    void hasNoCurveWithoutBothClasses() {
        assertThat(RocAuc.of(List.of(1.0), List.of())).isEmpty();
        assertThat(RocAuc.of(List.of(), List.of(1.0))).isEmpty();
    }

    @Test
    void oneCaseOfAClassTellsNothingOfItsSpread() {
        RocAuc auc = RocAuc.of(List.of(1.0), List.of(0.0, 2.0)).orElseThrow();

        assertThat(auc.area()).isEqualTo(0.5);
        assertThat(auc.interval95()).isEqualTo(new Interval(0, 1));
    }

    @Test
    void aScoreThatIsNoNumberIsRefused() {
        assertThatThrownBy(() -> RocAuc.of(List.of(Double.NaN), List.of(0.0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("finite");
    }
}
