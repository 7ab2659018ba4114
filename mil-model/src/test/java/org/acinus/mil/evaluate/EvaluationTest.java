package org.acinus.mil.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.acinus.mil.evaluate.statistic.Bootstrap;
import org.acinus.mil.evaluate.statistic.ConfusionMatrix;
import org.acinus.mil.evaluate.statistic.Interval;
import org.acinus.mil.evaluate.statistic.KappaWeights;
import org.acinus.mil.evaluate.statistic.Proportion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvaluationTest {
    private static final EvaluationOptions SIX = new EvaluationOptions(6, 20, new Bootstrap(2000, 1));

    @Test
    void figuresAgreeWithScikitLearn() {
        JsonNode golden = GoldenValues.part("grades");

        Evaluation evaluation = Evaluation.of(TestingCases.grades(), SIX);

        Figures whole = evaluation.whole();
        assertThat(value(whole, Metric.KAPPA)).isCloseTo(golden.get("qwk").doubleValue(), within(1e-12));
        assertThat(value(whole, Metric.BALANCED_ACCURACY))
                .isCloseTo(golden.get("balanced_accuracy").doubleValue(), within(1e-12));
        assertThat(value(whole, Metric.AUC)).isCloseTo(golden.get("auc_cancer").doubleValue(), within(1e-12));
        ConfusionMatrix matrix = whole.confusion();
        assertThat(matrix.kappa(KappaWeights.LINEAR).orElseThrow())
                .isCloseTo(golden.get("linear").doubleValue(), within(1e-12));
        assertThat(matrix.kappa(KappaWeights.NONE).orElseThrow())
                .isCloseTo(golden.get("unweighted").doubleValue(), within(1e-12));
        assertThat(evaluation.oneVsRest()).hasSize(6);
        evaluation
                .oneVsRest()
                .forEach((label, area) -> assertThat(area.area())
                        .isCloseTo(golden.get("auc_one_vs_rest").get(label).doubleValue(), within(1e-12)));
        ReliabilityCurve curve = evaluation.reliability().orElseThrow();
        assertThat(curve.expectedError()).isCloseTo(golden.get("ece").doubleValue(), within(1e-12));
        assertThat(curve.adaptiveError()).isCloseTo(golden.get("adaptive_ece").doubleValue(), within(1e-12));
    }

    private static double value(Figures figures, Metric metric) {
        return figures.estimate(metric).orElseThrow().value();
    }

    /// scipy.stats.bootstrap draws other numbers: the ends of an interval of 0.06 agree to a tenth of that.
    @Test
    void theBootstrapIntervalOfKappaAgreesWithScipy() {
        JsonNode golden = GoldenValues.part("grades").get("qwk_bootstrap");

        Interval interval = Evaluation.of(TestingCases.grades(), SIX)
                .whole()
                .estimate(Metric.KAPPA)
                .flatMap(Estimate::bootstrap)
                .orElseThrow();

        assertThat(interval.lower()).isCloseTo(golden.get(0).doubleValue(), within(0.006));
        assertThat(interval.upper()).isCloseTo(golden.get(1).doubleValue(), within(0.006));
    }

    @Test
    void theBootstrapOfAnAreaIsNearDeLong() {
        Estimate auc = Figures.of(TestingCases.grades(), 6, new Bootstrap(4000, 3))
                .estimate(Metric.AUC)
                .orElseThrow();

        assertThat(auc.bootstrap().orElseThrow().lower())
                .isCloseTo(auc.formula().orElseThrow().lower(), within(0.01));
        assertThat(auc.bootstrap().orElseThrow().upper())
                .isCloseTo(auc.formula().orElseThrow().upper(), within(0.01));
    }

    @Test
    void threadsDoNotChangeAnInterval() throws Exception {
        List<EvaluatedCase> cases = TestingCases.grades();
        Bootstrap bootstrap = new Bootstrap(500, 7);
        List<Figures> found = new ArrayList<>();
        for (int threads : new int[] {1, 2, 5}) {
            try (ForkJoinPool pool = new ForkJoinPool(threads)) {
                found.add(pool.submit(() -> Figures.of(cases, 6, bootstrap)).get());
            }
        }

        assertThat(found.get(1).estimates()).isEqualTo(found.get(0).estimates());
        assertThat(found.get(2).estimates()).isEqualTo(found.get(0).estimates());
        assertThat(Figures.of(cases, 6, new Bootstrap(500, 8)).estimates())
                .isNotEqualTo(found.get(0).estimates());
    }

    /// Ten slides that say the same tell no more than one: the interval over patients is as wide as if each patient
    /// had one slide, that over slides is too narrow by about the root of ten.
    @Test
    void slidesOfAPatientAreDrawnTogether() {
        List<EvaluatedCase> single = new ArrayList<>();
        List<EvaluatedCase> tenfold = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            int truth = i % 2;
            EvaluatedCase one = TestingCases.called("patient-" + i, truth, i % 5 == 0 ? 1 - truth : truth);
            single.add(one);
            tenfold.addAll(IntStream.range(0, 10).mapToObj(copy -> one).toList());
        }
        Bootstrap bootstrap = new Bootstrap(2000, 5);

        Figures clustered = Figures.of(tenfold, 2, bootstrap);

        Interval drawn = interval(clustered).bootstrap().orElseThrow();
        assertThat(drawn)
                .isEqualTo(
                        interval(Figures.of(single, 2, bootstrap)).bootstrap().orElseThrow());
        Interval wilson = interval(clustered).formula().orElseThrow();
        assertThat((drawn.upper() - drawn.lower()) / (wilson.upper() - wilson.lower()))
                .isBetween(2.5, 4.0);
        assertThat(clustered.clustered()).isTrue();
        assertThat(clustered.patients()).isEqualTo(100);
        assertThat(interval(clustered).interval(clustered.clustered())).hasValue(drawn);
    }

    private static Estimate interval(Figures figures) {
        return figures.estimate(Metric.ACCURACY).orElseThrow();
    }

    /// The intervals of the FDA's decision summary DEN200080, which are Wilson's, to the digit.
    @ParameterizedTest
    @CsvSource({
        "294,311,91.4,96.6",
        "392,417,91.3,95.9",
        "128,136,88.8,97.0",
        "166,175,90.5,97.3",
        "177,183,93.0,98.5",
        "215,234,87.7,94.7"
    })
    void sharesHaveTheIntervalsOfTheFda(int hits, int of, double lower, double upper) {
        Interval interval = new Proportion(hits, of).interval95();

        assertThat(Math.round(interval.lower() * 1000) / 10.0).isEqualTo(lower);
        assertThat(Math.round(interval.upper() * 1000) / 10.0).isEqualTo(upper);
    }

    @Test
    void sharesHaveTheIntervalsOfStatsmodels() {
        for (JsonNode row : GoldenValues.part("wilson")) {
            Interval interval = new Proportion(row.get(0).intValue(), row.get(1).intValue()).interval95();

            assertThat(interval.lower()).isCloseTo(row.get(2).doubleValue(), within(1e-12));
            assertThat(interval.upper()).isCloseTo(row.get(3).doubleValue(), within(1e-12));
        }
    }

    @Test
    void aGroupOfTooFewGetsNoNumber() {
        List<EvaluatedCase> cases = new ArrayList<>();
        for (EvaluatedCase one : TestingCases.grades()) {
            String site = cases.size() < 19 ? "small" : cases.size() < 200 ? "b" : "a";
            cases.add(new EvaluatedCase(
                    one.id(),
                    new EvaluatedCase.Origin(one.id(), Optional.of(site), Optional.empty()),
                    one.truth(),
                    one.answer()));
        }

        List<GroupFigures> sites = Evaluation.of(cases, SIX).sites();

        assertThat(sites).extracting(GroupFigures::name).containsExactly("a", "b", "small");
        assertThat(sites.getLast().n()).isEqualTo(19);
        assertThat(sites.getLast().alone()).isEmpty();
        assertThat(sites.getLast().without().orElseThrow().n()).isEqualTo(381);
        Figures alone = Figures.of(cases.subList(200, 400), 6, SIX.bootstrap());
        assertThat(sites.getFirst().alone().orElseThrow().estimates()).isEqualTo(alone.estimates());
    }

    @Test
    void ofTwoSitesThatHoldAllCasesTheOthersAreNoNews() {
        GroupFigures a = new GroupFigures("a", 30, Optional.empty(), Optional.empty());
        GroupFigures b = new GroupFigures("b", 20, Optional.empty(), Optional.empty());

        assertThat(GroupFigures.othersTellMore(List.of(a, b), 50)).isFalse();
        assertThat(GroupFigures.othersTellMore(List.of(a, b), 51)).isTrue();
        assertThat(GroupFigures.othersTellMore(List.of(a, a, b), 80)).isTrue();
        assertThat(GroupFigures.othersTellMore(List.of(a), 30)).isFalse();
    }

    @Test
    void aRocCurveGoesFromCornerToCornerAndHoldsItsArea() {
        List<EvaluatedCase> cases = TestingCases.grades();

        RocCurve curve = RocCurve.of(cases).orElseThrow();

        assertThat(curve.points().getFirst()).isEqualTo(new RocCurve.Point(Double.POSITIVE_INFINITY, 0, 0));
        assertThat(curve.points().getLast().falseAlarms()).isEqualTo(1);
        assertThat(curve.points().getLast().sensitivity()).isEqualTo(1);
        double area = 0;
        for (int i = 1; i < curve.points().size(); i++) {
            RocCurve.Point from = curve.points().get(i - 1);
            RocCurve.Point to = curve.points().get(i);
            area += (to.falseAlarms() - from.falseAlarms()) * (to.sensitivity() + from.sensitivity()) / 2;
        }
        assertThat(area).isCloseTo(GoldenValues.part("grades").get("auc_cancer").doubleValue(), within(1e-12));
    }

    @Test
    void hasNoAreaWithoutScoresAndNoKappaWhereAllIsOne() {
        Figures figures = Figures.of(
                IntStream.range(0, 30)
                        .mapToObj(i -> TestingCases.called("p" + i, 0, 0))
                        .toList(),
                6,
                new Bootstrap(100, 1));

        assertThat(figures.estimate(Metric.AUC)).isEmpty();
        assertThat(figures.estimate(Metric.KAPPA)).isEmpty();
        assertThat(figures.estimate(Metric.SENSITIVITY)).isEmpty();
        assertThat(value(figures, Metric.SPECIFICITY)).isEqualTo(1);
    }

    @Test
    void aFigureOfOnePatientHasNoBootstrapInterval() {
        EvaluatedCase benign = new EvaluatedCase(
                "a",
                new EvaluatedCase.Origin("one", Optional.empty(), Optional.empty()),
                0,
                new EvaluatedCase.Answer(0, OptionalDouble.of(0.2), List.of(0.8, 0.2)));
        EvaluatedCase cancer = new EvaluatedCase(
                "b", benign.origin(), 1, new EvaluatedCase.Answer(1, OptionalDouble.of(0.9), List.of(0.1, 0.9)));

        Figures figures = Figures.of(List.of(benign, cancer), 2, new Bootstrap(100, 1));

        assertThat(figures.estimate(Metric.ACCURACY).orElseThrow().bootstrap()).isEmpty();
    }
}
