package org.acinus.mil.labels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.acinus.mil.evaluate.EvaluatedCase;
import org.acinus.mil.evaluate.Evaluation;
import org.acinus.mil.evaluate.EvaluationOptions;
import org.acinus.mil.evaluate.Figures;
import org.acinus.mil.evaluate.GroupFigures;
import org.acinus.mil.evaluate.Metric;
import org.acinus.mil.evaluate.statistic.BinaryTable;
import org.acinus.mil.evaluate.statistic.Bootstrap;
import org.acinus.mil.evaluate.statistic.ConfusionMatrix;
import org.acinus.mil.evaluate.statistic.Interval;
import org.acinus.mil.evaluate.statistic.KappaWeights;
import org.acinus.mil.pack.HeadTask;
import org.acinus.wsi.SharedData;
import org.junit.jupiter.api.Test;

/// The tables of the PANDA challenge, with the values that its official code gives: `metrics.py` of
/// DIAGNijmegen/panda-challenge, which lies beside them, run with scikit-learn 1.9.1.
class PandaTest {
    private static final CaseRules ISUP = new CaseRules(HeadTask.ISUP, 0.5, OptionalInt.empty(), false);

    private static ConfusionMatrix submission(String file) {
        String folder = "data/labels-panda-challenge-eval/";
        JoinedCases joined = CaseFiles.join(
                CsvTable.read(SharedData.require(folder + file)),
                CsvTable.read(SharedData.require(folder + "example-reference.csv")),
                CaseColumns.USUAL,
                ISUP);
        assertThat(joined.cases()).hasSize(206);
        assertThat(joined.columns().prediction()).isEqualTo("isup_grade");
        return ConfusionMatrix.of(
                6,
                joined.cases().stream().map(EvaluatedCase::truth).toList(),
                joined.cases().stream().map(one -> one.answer().called()).toList());
    }

    private static void assertMatrix(ConfusionMatrix matrix, int[][] rows) {
        for (int truth = 0; truth < 6; truth++) {
            for (int called = 0; called < 6; called++) {
                assertThat(matrix.count(truth, called)).isEqualTo(rows[truth][called]);
            }
        }
    }

    private static void assertKappas(ConfusionMatrix matrix, double quadratic, double linear, double unweighted) {
        assertThat(matrix.kappa(KappaWeights.QUADRATIC).orElseThrow()).isCloseTo(quadratic, within(5e-7));
        assertThat(matrix.kappa(KappaWeights.LINEAR).orElseThrow()).isCloseTo(linear, within(5e-7));
        assertThat(matrix.kappa(KappaWeights.NONE).orElseThrow()).isCloseTo(unweighted, within(5e-7));
    }

    private static void assertAccuracies(ConfusionMatrix matrix, double all, double tumour) {
        assertThat(matrix.accuracy()).isCloseTo(all, within(5e-7));
        assertThat(matrix.accuracyFrom(1).orElseThrow().value()).isCloseTo(tumour, within(5e-7));
        assertThat(matrix.accuracyFrom(1).orElseThrow().of()).isEqualTo(159);
    }

    private static void assertFrom(ConfusionMatrix matrix, int least, BinaryTable table, double sens, double spec) {
        assertThat(matrix.atLeast(least)).isEqualTo(table);
        assertThat(table.sensitivity().orElseThrow().value()).isCloseTo(sens, within(5e-7));
        assertThat(table.specificity().orElseThrow().value()).isCloseTo(spec, within(5e-7));
    }

    private static void assertPredictive(BinaryTable table, double positive, double negative, double f1) {
        assertThat(table.positivePredictiveValue().orElseThrow().value()).isCloseTo(positive, within(5e-7));
        assertThat(table.negativePredictiveValue().orElseThrow().value()).isCloseTo(negative, within(5e-7));
        assertThat(table.f1().orElseThrow()).isCloseTo(f1, within(5e-7));
    }

    @Test
    void theFirstSubmissionHasTheOfficialValues() {
        ConfusionMatrix matrix = submission("submission.csv");

        assertMatrix(matrix, new int[][] {
            {25, 12, 10, 0, 0, 0},
            {24, 15, 14, 5, 0, 0},
            {6, 5, 6, 2, 5, 0},
            {0, 7, 2, 3, 2, 10},
            {0, 0, 6, 4, 8, 9},
            {0, 0, 0, 2, 8, 16}
        });
        assertKappas(matrix, 0.778860, 0.550208, 0.211841);
        assertAccuracies(matrix, 0.354369, 0.301887);
        assertFrom(matrix, 1, new BinaryTable(25, 22, 30, 129), 0.811321, 0.531915);
        assertFrom(matrix, 2, new BinaryTable(76, 29, 18, 83), 0.821782, 0.723810);
        assertFrom(matrix, 3, new BinaryTable(117, 12, 15, 62), 0.805195, 0.906977);
        assertPredictive(matrix.atLeast(1), 0.854305, 0.454545, 0.832258);
        assertPredictive(matrix.atLeast(2), 0.741071, 0.808511, 0.779343);
        assertPredictive(matrix.atLeast(3), 0.837838, 0.886364, 0.821192);
    }

    @Test
    void theSecondSubmissionHasTheOfficialValues() {
        ConfusionMatrix matrix = submission("submission-team-2.csv");

        assertMatrix(matrix, new int[][] {
            {25, 6, 7, 9, 0, 0},
            {28, 8, 11, 5, 6, 0},
            {6, 4, 5, 4, 3, 2},
            {5, 2, 4, 4, 4, 5},
            {1, 1, 3, 5, 6, 11},
            {0, 0, 2, 2, 5, 17}
        });
        assertKappas(matrix, 0.658356, 0.457832, 0.173444);
        assertAccuracies(matrix, 0.315534, 0.251572);
        assertFrom(matrix, 1, new BinaryTable(25, 22, 40, 119), 0.748428, 0.531915);
        assertFrom(matrix, 2, new BinaryTable(67, 38, 19, 82), 0.811881, 0.638095);
        assertFrom(matrix, 3, new BinaryTable(100, 29, 18, 59), 0.766234, 0.775194);
        assertPredictive(matrix.atLeast(1), 0.843972, 0.384615, 0.793333);
        assertPredictive(matrix.atLeast(2), 0.683333, 0.779070, 0.742081);
        assertPredictive(matrix.atLeast(3), 0.670455, 0.847458, 0.715152);
    }

    private static JoinedCases training() {
        CsvTable table = CsvTable.read(SharedData.require("data/labels-panda-1st/train-5kfold.csv"));
        CaseColumns columns = new CaseColumns(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.of("data_provider"), Optional.empty());
        return CaseFiles.join(table, table, columns, ISUP);
    }

    @Test
    void theTrainingTableKeepsEveryRow() {
        JoinedCases joined = training();

        assertThat(joined.cases()).hasSize(10_616);
        Map<Integer, Long> grades =
                joined.cases().stream().collect(Collectors.groupingBy(EvaluatedCase::truth, Collectors.counting()));
        assertThat(grades).isEqualTo(Map.of(0, 2892L, 1, 2666L, 2, 1343L, 3, 1242L, 4, 1249L, 5, 1224L));
        Map<String, Long> sites = joined.cases().stream()
                .collect(Collectors.groupingBy(one -> one.origin().site().orElseThrow(), Collectors.counting()));
        assertThat(sites).isEqualTo(Map.of("karolinska", 5456L, "radboud", 5160L));
    }

    @Test
    void theOneContradictionOfTheTrainingTableIsListedWithItsCure() {
        JoinedCases joined = training();

        assertThat(joined.conflicts()).hasSize(1);
        LabelConflict conflict = joined.conflicts().getFirst();
        assertThat(conflict.slide()).isEqualTo("b0a92a74cb53899311acc30b7405e101");
        assertThat(conflict.implied()).hasValue(3);
        assertThat(conflict.words())
                .matches("line \\d+: b0a92a74cb53899311acc30b7405e101: Gleason 4\\+3 is ISUP 3, but the row says 2;"
                        + " the stated grade was used, correct the row or take it out");
        assertThat(joined.cases())
                .filteredOn(one -> one.id().equals(conflict.slide()))
                .singleElement()
                .extracting(EvaluatedCase::truth)
                .isEqualTo(2);
    }

    /// Calls that are one grade too high everywhere at one site, right at the other.
    @Test
    void sitesAreJudgedByThemselves() {
        JoinedCases joined = training();
        List<EvaluatedCase> cases = joined.cases().stream()
                .map(one -> one.origin().site().orElseThrow().equals("radboud")
                        ? new EvaluatedCase(
                                one.id(),
                                one.origin(),
                                one.truth(),
                                new EvaluatedCase.Answer(
                                        Math.min(5, one.truth() + 1),
                                        one.answer().cancer(),
                                        List.of()))
                        : one)
                .toList();

        Evaluation evaluation = Evaluation.of(cases, new EvaluationOptions(6, 20, new Bootstrap(200, 1)));

        GroupFigures karolinska = evaluation.sites().getFirst();
        GroupFigures radboud = evaluation.sites().getLast();
        assertThat(kappa(karolinska.alone())).isEqualTo(1);
        assertThat(kappa(radboud.alone())).isBetween(0.7, 0.95);
        assertThat(kappa(karolinska.without())).isEqualTo(kappa(radboud.alone()));
        assertThat(kappa(Optional.of(evaluation.whole()))).isBetween(kappa(radboud.alone()), 1.0);
        Interval interval = evaluation
                .whole()
                .estimate(Metric.KAPPA)
                .flatMap(known -> known.bootstrap())
                .orElseThrow();
        assertThat(interval.upper() - interval.lower()).isBetween(0.001, 0.02);
    }

    private static double kappa(Optional<Figures> figures) {
        return figures.orElseThrow().estimate(Metric.KAPPA).orElseThrow().value();
    }
}
