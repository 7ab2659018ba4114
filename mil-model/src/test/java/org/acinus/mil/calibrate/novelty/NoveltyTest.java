package org.acinus.mil.calibrate.novelty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.acinus.mil.FeatureMatrix;
import org.acinus.mil.calibrate.CalibrationException;
import org.acinus.mil.evaluate.GoldenValues;
import org.junit.jupiter.api.Test;

class NoveltyTest {
    private static double[] array(List<Double> numbers) {
        return numbers.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static List<double[]> arrays(JsonNode rows) {
        return GoldenValues.rows(rows).stream().map(NoveltyTest::array).toList();
    }

    @Test
    void shrinkageAndDistanceAgreeWithScikitLearn() {
        JsonNode golden = GoldenValues.part("novelty");
        List<double[]> embeddings = arrays(golden.get("embeddings"));

        ShrunkCovariance covariance = ShrunkCovariance.of(embeddings);
        Novelty novelty = Novelty.fit(embeddings);

        assertThat(covariance.shrinkage()).isCloseTo(golden.get("shrinkage").doubleValue(), within(1e-10));
        assertThat(covariance.lowerTriangle()[0])
                .isCloseTo(golden.get("covariance_first_row").get(0).doubleValue(), within(1e-10));
        assertThat(covariance.lowerTriangle()[1])
                .isCloseTo(golden.get("covariance_first_row").get(1).doubleValue(), within(1e-10));
        List<double[]> strangers = arrays(golden.get("strangers"));
        for (int i = 0; i < strangers.size(); i++) {
            assertThat(novelty.distance(strangers.get(i)))
                    .isCloseTo(golden.get("distances").get(i).doubleValue(), within(1e-9));
        }
    }

    /// More features than slides: 40 features, 60 slides. About alpha of new slides like these are beyond the
    /// threshold, and nearly all slides of a shifted scanner.
    @Test
    void theThresholdHoldsOnNewSlidesAndAShiftIsSeen() {
        Random random = new Random(12);
        int beyond = 0;
        int seen = 0;
        for (int round = 0; round < 12; round++) {
            NoveltyFit fit = NoveltyFit.of(slides(random, 60, 0), 0.1, round);
            beyond += (int) slides(random, 100, 0).stream()
                    .filter(slide -> fit.novelty().distance(slide) > fit.threshold())
                    .count();
            seen += (int) slides(random, 100, 2).stream()
                    .filter(slide -> fit.novelty().distance(slide) > fit.threshold())
                    .count();
        }
        // The folds' models have seen a fifth less, so that the threshold is a little wide.
        assertThat(beyond / 1200.0).isBetween(0.03, 0.13);
        assertThat(seen / 1200.0).isGreaterThan(0.9);
    }

    private static List<double[]> slides(Random random, int count, double shift) {
        List<double[]> slides = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double common = random.nextGaussian();
            double[] slide = new double[40];
            Arrays.setAll(slide, f -> common + (1 + f / 20.0) * random.nextGaussian() + (f % 2 == 0 ? shift : -shift));
            slides.add(slide);
        }
        return slides;
    }

    @Test
    void whatWasKeptAnswersTheSame() {
        List<double[]> embeddings = arrays(GoldenValues.part("novelty").get("embeddings"));
        Novelty novelty = Novelty.fit(embeddings);

        Novelty again = Novelty.of(novelty.mean(), novelty.factor());

        assertThat(again.distance(embeddings.getFirst())).isEqualTo(novelty.distance(embeddings.getFirst()));
    }

    @Test
    void aSlideIsTheMeanOfItsTiles() {
        assertThat(Novelty.embedding(new FeatureMatrix(new float[] {1, 2, 3, 6}, 2, 2)))
                .containsExactly(2, 4);
    }

    @Test
    void tooFewOrEqualSlidesAreRefused() {
        assertThatThrownBy(() -> NoveltyFit.of(Collections.nCopies(10, new double[] {1, 2}), 0.1, 1))
                .isInstanceOf(CalibrationException.class)
                .hasMessageContaining("it takes 50");
        assertThatThrownBy(() -> NoveltyFit.of(Collections.nCopies(60, new double[] {1, 2}), 0.01, 1))
                .isInstanceOf(CalibrationException.class)
                .hasMessageContaining("it takes 99");
        assertThatThrownBy(() -> Novelty.fit(Collections.nCopies(60, new double[] {1, 2})))
                .isInstanceOf(CalibrationException.class)
                .hasMessageContaining("same mean embedding");
    }
}
