package org.acinus.mil.djl.fit;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.acinus.mil.BagPrediction;
import org.acinus.mil.FeatureMatrix;
import org.acinus.mil.HeadOutput;
import org.acinus.mil.HeadShape;
import org.acinus.mil.djl.net.HeadNetwork;
import org.acinus.mil.pack.HeadTask;
import org.acinus.mil.pack.Tensor;
import org.acinus.mil.train.CrossValidation;
import org.acinus.mil.train.CrossValidationReport;
import org.acinus.mil.train.EpochReport;
import org.acinus.mil.train.FitTask;
import org.acinus.mil.train.FittedHead;
import org.acinus.mil.train.HeadTrainer.Split;
import org.acinus.mil.train.TrainingListener;
import org.acinus.mil.train.TrainingPlan;
import org.acinus.mil.train.data.BagDataset;
import org.acinus.mil.train.data.FeatureScaling;
import org.acinus.mil.train.data.LabelledBag;
import org.acinus.mil.train.data.TestingBags;
import org.acinus.mil.train.recipe.ClassBalance;
import org.acinus.mil.train.recipe.FitOptions;
import org.acinus.mil.train.recipe.NetworkOptions;
import org.acinus.mil.train.recipe.OptimizerKind;
import org.acinus.mil.train.recipe.RateSchedule;
import org.acinus.mil.train.recipe.StepOptions;
import org.acinus.mil.train.recipe.StoppingOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

class DjlHeadTrainerTest {
    private static final DjlHeadTrainer TRAINER = new DjlHeadTrainer();
    private static final int DIMENSION = 8;
    private static final HeadShape SHAPE = new HeadShape(DIMENSION, 2, 32, 16);

    private static FitOptions options(String architecture, int epochs) {
        return FitOptions.defaults(architecture, 1)
                .withNetwork(new NetworkOptions(architecture, 32, 16, 0.25, HeadOutput.SOFTMAX))
                .withSteps(StepOptions.DEFAULTS.withLearningRate(1e-3))
                .withStopping(new StoppingOptions(epochs, 5, 0));
    }

    private static FittedHead fit(List<LabelledBag> training, List<LabelledBag> validation, FitOptions options) {
        return TRAINER.fit(new FitTask(new Split(training, validation), SHAPE, options), TrainingListener.SILENT);
    }

    @Test
    void findsThePlantedInstances() {
        BagDataset data = TestingBags.planted(80, 30, DIMENSION, 2, 6);
        try (FittedHead head = fit(data.bags().subList(0, 60), List.of(), options("abmil", 30))) {
            int right = 0;
            for (LabelledBag bag : data.bags().subList(60, 80)) {
                BagPrediction said = head.predict(bag.features().get());
                right += (said.probabilities().get(1) > 0.5) == (bag.label() == 1) ? 1 : 0;
                if (bag.label() == 1) {
                    // Two of thirty instances would get a fifteenth of the attention by chance.
                    assertThat(said.attention().get(0) + said.attention().get(1))
                            .isGreaterThan(0.5f);
                    assertThat(said.contributions().get(0)
                                    + said.contributions().get(1))
                            .isPositive();
                }
            }
            assertThat(right).isGreaterThanOrEqualTo(18);
        }
    }

    @Test
    void attentionBeatsMeanPoolingOnASparseSignalUnderANuisance(TestReporter reporter) {
        BagDataset data = TestingBags.planted(60, 30, DIMENSION, 2, 8);

        double attention = auc(data, options("abmil", 30));
        double mean = auc(data, options("mean", 30));

        reporter.publishEntry("out-of-fold AUC, attention", String.valueOf(attention));
        reporter.publishEntry("out-of-fold AUC, mean pooling", String.valueOf(mean));
        assertThat(attention).isGreaterThan(0.9);
        assertThat(mean).isLessThan(attention - 0.15);
    }

    private static double auc(BagDataset data, FitOptions options) {
        return CrossValidationReport.of(
                        HeadTask.BINARY,
                        new CrossValidation(TRAINER, data, new TrainingPlan(options, 4, 1))
                                .run(TrainingListener.SILENT))
                .auc()
                .orElseThrow();
    }

    @Test
    void sameSeedSameWeightsBitForBit() {
        BagDataset data = TestingBags.planted(20, 10, DIMENSION, 1, 6);
        Split split = new Split(data.bags().subList(0, 14), data.bags().subList(14, 20));

        Map<String, Tensor> first = weights(split, options("abmil", 4));
        Map<String, Tensor> again = weights(split, options("abmil", 4));
        Map<String, Tensor> other = weights(split, options("abmil", 4).withSeed(2));

        assertThat(first).hasSize(11);
        first.forEach((name, tensor) -> assertThat(tensor.toArray())
                .isEqualTo(requireNonNull(again.get(name)).toArray()));
        assertThat(requireNonNull(first.get("embed.weight")).toArray())
                .isNotEqualTo(requireNonNull(other.get("embed.weight")).toArray());
    }

    private static Map<String, Tensor> weights(Split split, FitOptions options) {
        try (FittedHead head = TRAINER.fit(new FitTask(split, SHAPE, options), TrainingListener.SILENT)) {
            return head.weights();
        }
    }

    @Test
    void keepsTheEpochWithTheLowestValidationLossAndStopsWhenItNoLongerFalls() {
        BagDataset data = TestingBags.planted(24, 10, DIMENSION, 1, 3);
        List<EpochReport> epochs = new ArrayList<>();
        TrainingListener listener = new TrainingListener() {
            @Override
            public void epoch(EpochReport report) {
                epochs.add(report);
            }
        };
        Split split = new Split(data.bags().subList(0, 12), data.bags().subList(12, 24));

        try (FittedHead head = TRAINER.fit(new FitTask(split, SHAPE, options("abmil", 200)), listener)) {
            double lowest = epochs.stream()
                    .mapToDouble(report -> report.validationLoss().orElseThrow())
                    .min()
                    .orElseThrow();
            EpochReport best = epochs.get(head.epoch() - 1);
            assertThat(best.validationLoss()).hasValue(lowest);
            assertThat(epochs).hasSize(head.epoch() + 5);
            // The kept weights are that epoch's: they give its loss again.
            assertThat(loss(head, split.validation())).isEqualTo(lowest);
        }
    }

    private static double loss(FittedHead head, List<LabelledBag> bags) {
        double loss = 0;
        for (LabelledBag bag : bags) {
            loss -= Math.log(head.predict(bag.features().get()).probabilities().get(bag.label()));
        }
        return loss / bags.size();
    }

    @Test
    void aRareClassWeighsAsMuchAsACommonOne() {
        // All bags look alike: a balanced head can only say one half, another says how common cancer is.
        List<LabelledBag> bags = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            FeatureMatrix noise = new FeatureMatrix(new float[DIMENSION], 1, DIMENSION);
            bags.add(new LabelledBag("b" + i, "b" + i, i < 4 ? 1 : 0, () -> noise));
        }
        FitOptions balanced = options("mean", 40)
                .withNetwork(new NetworkOptions("mean", 16, 8, 0, HeadOutput.SOFTMAX))
                .withSteps(new StepOptions(OptimizerKind.ADAMW, 1e-2, 0, RateSchedule.CONSTANT, 1));
        FitOptions plain = balanced.withBalance(ClassBalance.NONE);

        assertThat(cancer(bags, balanced)).isBetween(0.4, 0.6);
        assertThat(cancer(bags, plain)).isBetween(0.1, 0.3);
    }

    private static double cancer(List<LabelledBag> bags, FitOptions options) {
        try (FittedHead head = fit(bags, List.of(), options)) {
            return head.predict(bags.getFirst().features().get())
                    .probabilities()
                    .get(1);
        }
    }

    @Test
    void trainingKeepsNoNativeMemory() {
        BagDataset data = TestingBags.planted(10, 5, DIMENSION, 1, 6);
        Map<String, Tensor> scaling = FeatureScaling.measure(data.bags(), DIMENSION);
        try (HeadNetwork network = HeadNetwork.random("abmil", SHAPE, 0.25f, scaling)) {
            List<Integer> arrays = new ArrayList<>();
            TrainingListener listener = new TrainingListener() {
                @Override
                public void epoch(EpochReport report) {
                    arrays.add(network.manager().getManagedArrays().size());
                }
            };
            FitTask task = new FitTask(new Split(data.bags(), data.bags()), SHAPE, options("abmil", 4));
            new HeadFit(network, task, listener).run(Optional.empty());

            // Weights, and the optimiser's two moments of each; nothing more from then on.
            assertThat(arrays).hasSize(4).containsOnly(arrays.getFirst());
        }
    }

    @Test
    void anUnknownArchitectureNamesThoseThatThereAre() {
        BagDataset data = TestingBags.planted(4, 2, DIMENSION, 1, 6);

        assertThatThrownBy(() -> fit(data.bags(), List.of(), options("nonsense", 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("abmil, abmil-deep, attention");
    }
}
