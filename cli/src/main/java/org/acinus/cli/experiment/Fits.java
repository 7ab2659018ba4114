package org.acinus.cli.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.acinus.mil.BagPrediction;
import org.acinus.mil.HeadOutput;
import org.acinus.mil.HeadShape;
import org.acinus.mil.pack.Tensor;
import org.acinus.mil.train.CrossValidation;
import org.acinus.mil.train.EpochReport;
import org.acinus.mil.train.FitCheckpoints;
import org.acinus.mil.train.FitTask;
import org.acinus.mil.train.FittedHead;
import org.acinus.mil.train.FoldResult;
import org.acinus.mil.train.HeadTrainer;
import org.acinus.mil.train.OutOfFold;
import org.acinus.mil.train.TrainingListener;
import org.acinus.mil.train.TrainingPlan;
import org.acinus.mil.train.data.LabelledBag;
import org.acinus.mil.train.labels.LabelTrainers;
import org.acinus.mil.train.recipe.FitOptions;
import org.acinus.mil.train.recipe.LabelHandling;
import org.acinus.mil.train.recipe.NetworkOptions;
import org.acinus.mil.train.recipe.StoppingOptions;

/// Fits heads on cohorts and asks them about the bags that are measured on.
final class Fits {
    private static final int EPOCHS = 20;

    private final HeadTrainer trainer;

    Fits(HeadTrainer trainer) {
        this.trainer = trainer;
    }

    /// The recipe that options are added to: that of `train`, but narrower, for features of few numbers.
    static FitOptions plain(long seed) {
        FitOptions usual = FitOptions.defaults("abmil", Math.toIntExact(seed));
        return usual.withNetwork(new NetworkOptions("abmil", 32, 16, 0.25, HeadOutput.SOFTMAX))
                .withStopping(new StoppingOptions(EPOCHS, EPOCHS, 0));
    }

    /// What a head fitted on the cohort says of its test bags.
    List<OutOfFold> said(Cohort cohort, FitOptions options) {
        return said(cohort, options, LabelHandling.AS_GIVEN, Optional.empty());
    }

    /// The same with wrong or missing labels handled, or begun from another head.
    List<OutOfFold> said(
            Cohort cohort, FitOptions options, LabelHandling handling, Optional<Map<String, Tensor>> start) {
        HeadTrainer handler = LabelTrainers.of(trainer, handling, cohort.dataset());
        try (FittedHead head = handler.fit(task(cohort, options, start), TrainingListener.SILENT)) {
            return CrossValidation.predict(head, cohort.test());
        }
    }

    /// How many bags are shown to a head while it is fitted on the cohort, over all epochs.
    int shown(Cohort cohort, FitOptions options) {
        FitTask task = task(cohort, options, Optional.empty());
        AtomicInteger epochs = new AtomicInteger();
        TrainingListener count = new TrainingListener() {
            @Override
            public void epoch(EpochReport report) {
                epochs.incrementAndGet();
            }
        };
        trainer.fit(task, count).close();
        return epochs.get() * task.split().training().size();
    }

    /// What heads of these seeds say together.
    List<OutOfFold> ensemble(Cohort cohort, FitOptions options, List<Integer> seeds) {
        List<List<OutOfFold>> each =
                seeds.stream().map(seed -> said(cohort, options.withSeed(seed))).toList();
        List<OutOfFold> together = new ArrayList<>();
        for (int b = 0; b < cohort.test().size(); b++) {
            LabelledBag bag = cohort.test().get(b);
            int place = b;
            together.add(new OutOfFold(
                    bag.name(),
                    bag.label(),
                    mean(each.stream()
                            .map(head -> head.get(place).probabilities())
                            .toList())));
        }
        return together;
    }

    private static List<Double> mean(List<List<Double>> said) {
        List<BagPrediction> predictions = said.stream()
                .map(probabilities -> new BagPrediction(probabilities, List.of(), List.of()))
                .toList();
        return BagPrediction.mean(predictions).probabilities();
    }

    /// The weights of a head fitted on the cohort.
    Map<String, Tensor> weights(Cohort cohort, FitOptions options) {
        try (FittedHead head = trainer.fit(task(cohort, options, Optional.empty()), TrainingListener.SILENT)) {
            return head.weights();
        }
    }

    /// What is said of the bags to learn from, each by a head that has not seen its unit.
    List<FoldResult> folds(Cohort cohort, FitOptions options, int folds) {
        return new CrossValidation(trainer, cohort.dataset(), new TrainingPlan(options, folds, 1))
                .run(TrainingListener.SILENT);
    }

    private static FitTask task(Cohort cohort, FitOptions options, Optional<Map<String, Tensor>> start) {
        HeadShape shape = options.network().shape(BagTraits.DIMENSION, cohort.classes());
        return new FitTask(
                CrossValidation.split(cohort.training(), options), shape, options, start, FitCheckpoints.NONE);
    }
}
