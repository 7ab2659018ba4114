package org.acinus.mil.train;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.acinus.mil.HeadOutput;
import org.acinus.mil.pack.HeadTask;
import org.acinus.mil.train.data.BagDataException;
import org.acinus.mil.train.data.BagDataset;
import org.acinus.mil.train.data.LabelledBag;
import org.acinus.mil.train.data.TestingBags;
import org.acinus.mil.train.recipe.FitOptions;
import org.acinus.mil.train.recipe.LabelHandling;
import org.acinus.mil.train.recipe.NetworkOptions;
import org.acinus.mil.train.recipe.StoppingOptions;
import org.junit.jupiter.api.Test;

class CrossValidationTest {
    private static final FitOptions EARLY_STOPPING = FitOptions.defaults("any", 3)
            .withNetwork(new NetworkOptions("any", 1, 1, 0, HeadOutput.SOFTMAX))
            .withStopping(new StoppingOptions(5, 5, 0.25));

    @Test
    void noHeadIsMeasuredOnAPatientThatItHasSeen() {
        TestingTrainer trainer = new TestingTrainer();
        List<LabelledBag> bags = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            bags.add(TestingBags.single("slide" + i, "patient" + i / 3, i % 2));
        }
        BagDataset data = TestingBags.dataset(bags, 1, HeadTask.BINARY);

        List<FoldResult> folds =
                new CrossValidation(trainer, data, new TrainingPlan(EARLY_STOPPING, 4, 2)).run(TrainingListener.SILENT);

        assertThat(folds).hasSize(8);
        for (int i = 0; i < folds.size(); i++) {
            Set<String> measured =
                    folds.get(i).predictions().stream().map(OutOfFold::bag).collect(Collectors.toSet());
            HeadTrainer.Split split = trainer.splits().get(i);
            Set<String> training = patients(split.training());
            Set<String> validation = patients(split.validation());
            Set<String> test = patients(
                    bags.stream().filter(bag -> measured.contains(bag.name())).toList());
            assertThat(training)
                    .isNotEmpty()
                    .doesNotContainAnyElementsOf(validation)
                    .doesNotContainAnyElementsOf(test);
            assertThat(validation).isNotEmpty().doesNotContainAnyElementsOf(test);
            assertThat(split.training().size() + split.validation().size() + measured.size())
                    .isEqualTo(60);
        }
        assertThat(trainer.open()).isZero();
    }

    private static Set<String> patients(List<LabelledBag> bags) {
        return bags.stream().map(LabelledBag::patient).collect(Collectors.toSet());
    }

    @Test
    void eachRepeatMeasuresEveryBagOnceAndDealsAnew() {
        BagDataset data = TestingBags.dataset(
                Stream.iterate(0, i -> i + 1)
                        .limit(20)
                        .map(i -> TestingBags.single("b" + i, i % 2))
                        .toList(),
                1,
                HeadTask.BINARY);

        List<FoldResult> folds = new CrossValidation(new TestingTrainer(), data, new TrainingPlan(EARLY_STOPPING, 5, 2))
                .run(TrainingListener.SILENT);

        for (int repeat = 1; repeat <= 2; repeat++) {
            int wanted = repeat;
            assertThat(folds.stream()
                            .filter(fold -> fold.repeat() == wanted)
                            .flatMap(fold -> fold.predictions().stream())
                            .map(OutOfFold::bag))
                    .hasSize(20)
                    .doesNotHaveDuplicates();
        }
        assertThat(names(folds.get(0))).isNotEqualTo(names(folds.get(5)));
    }

    private static Set<String> names(FoldResult fold) {
        return new HashSet<>(fold.predictions().stream().map(OutOfFold::bag).toList());
    }

    /// Two folds of accuracy 1 and 0.5: mean 0.75, deviation sqrt(2 * 0.25^2 / 1). Pooled cancer scores:
    /// positive 0.9, 0.2; negative 0.1, 0.3, so 3 of 4 pairs are won.
    @Test
    void theReportFollowsItsFormulas() {
        FoldResult first = new FoldResult(
                1, 1, 3, 1, OptionalDouble.of(1), List.of(said("a", 1, 0.9), said("b", 0, 0.1)), Map.of());
        FoldResult second = new FoldResult(
                1, 2, 4, 0.5, OptionalDouble.of(0), List.of(said("c", 1, 0.2), said("d", 0, 0.3)), Map.of());

        CrossValidationReport report = CrossValidationReport.of(HeadTask.BINARY, List.of(first, second));

        assertThat(report.accuracy()).isEqualTo(0.75);
        assertThat(report.accuracySd()).isCloseTo(Math.sqrt(0.125), within(1e-12));
        assertThat(report.auc()).hasValue(0.75);
        assertThat(report.aucInterval()).isPresent();
        assertThat(report.kappa()).isEmpty();
    }

    @Test
    void gradesGetAKappaAndTheirCancerScoreCountsAllGrades() {
        OutOfFold benign = new OutOfFold("a", 0, List.of(0.6, 0.4, 0.0, 0.0, 0.0, 0.0));
        OutOfFold high = new OutOfFold("b", 5, List.of(0.3, 0.1, 0.1, 0.1, 0.1, 0.3));
        FoldResult fold = new FoldResult(1, 1, 1, 0.5, OptionalDouble.of(1), List.of(benign, high), Map.of());

        CrossValidationReport report = CrossValidationReport.of(HeadTask.ISUP, List.of(fold));

        assertThat(high.cancer()).isCloseTo(0.7, within(1e-12));
        assertThat(high.called()).isZero();
        assertThat(report.auc()).hasValue(1);
        // Both are called 0, one is 5: observed 25, expected 2 * 0 + ... = 25 * 1 * 2 / 2.
        assertThat(report.kappa()).hasValue(0);
    }

    private static OutOfFold said(String bag, int truth, double cancer) {
        return new OutOfFold(bag, truth, List.of(1 - cancer, cancer));
    }

    @Test
    void theShippedHeadSeesEveryBagForTheMedianOfTheBestEpochs() {
        TestingTrainer trainer = new TestingTrainer();
        BagDataset data = TestingBags.dataset(
                Stream.iterate(0, i -> i + 1)
                        .limit(30)
                        .map(i -> TestingBags.single("b" + i, i % 2))
                        .toList(),
                1,
                HeadTask.BINARY);

        TrainedHead head =
                new HeadTraining(trainer).run(data, new TrainingPlan(EARLY_STOPPING, 3, 1), TrainingListener.SILENT);

        // The double's n-th head says that epoch n was best: 1, 2, 3.
        assertThat(head.epochs()).isEqualTo(2);
        assertThat(trainer.splits().getLast().training()).hasSize(30);
        assertThat(trainer.splits().getLast().validation()).isEmpty();
        assertThat(trainer.options().getLast().stopping().epochs()).isEqualTo(2);
        assertThat(requireNonNull(head.members().getFirst().get("w")).at(0)).isEqualTo(4);
    }

    @Test
    void aFoldWithoutPositivesIsRefusedWithTheCure() {
        List<LabelledBag> bags = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            // Three positive slides, two of them of one patient.
            bags.add(TestingBags.single("b" + i, "p" + Math.max(i, 1), i < 3 ? 1 : 0));
        }
        BagDataset data = TestingBags.dataset(bags, 1, HeadTask.BINARY);

        assertThatThrownBy(() -> new CrossValidation(new TestingTrainer(), data, new TrainingPlan(EARLY_STOPPING, 3, 1))
                        .run(TrainingListener.SILENT))
                .isInstanceOf(BagDataException.class)
                .hasMessageContaining("no positive bag")
                .hasMessageContaining("2 patients")
                .hasMessageContaining("--folds 2");
    }

    @Test
    void anEnsembleShipsTheHeadsOfAllFoldsOrOfAllSeeds() {
        BagDataset data = TestingBags.dataset(
                Stream.iterate(0, i -> i + 1)
                        .limit(30)
                        .map(i -> TestingBags.single("b" + i, i % 2))
                        .toList(),
                1,
                HeadTask.BINARY);
        FitOptions options = FitOptions.defaults("any", 3);
        TestingTrainer trainer = new TestingTrainer();
        TrainingPlan folds = new TrainingPlan(
                options, 3, 2, new TrainingPlan.Ensemble.Folds(), Optional.empty(), LabelHandling.AS_GIVEN);
        TrainingPlan seeds = new TrainingPlan(
                options, 3, 1, new TrainingPlan.Ensemble.Seeds(4), Optional.empty(), LabelHandling.AS_GIVEN);

        assertThat(new HeadTraining(trainer)
                        .run(data, folds, TrainingListener.SILENT)
                        .members())
                .hasSize(6);
        assertThat(trainer.splits()).hasSize(6);
        assertThat(new HeadTraining(trainer)
                        .run(data, seeds, TrainingListener.SILENT)
                        .members())
                .hasSize(4);
        assertThat(trainer.options().subList(9, 13))
                .extracting(FitOptions::seed)
                .doesNotHaveDuplicates()
                .contains(3);
        assertThat(trainer.splits().getLast().training()).hasSize(30);
        assertThat(trainer.open()).isZero();
        assertThat(folds.heads()).isEqualTo(6);
        assertThat(seeds.heads()).isEqualTo(4);
    }
}
