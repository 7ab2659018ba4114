package org.acinus.mil.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.acinus.mil.FeatureMatrix;
import org.acinus.mil.evaluate.statistic.RocAuc;
import org.acinus.mil.train.data.BagDataException;
import org.acinus.mil.train.data.BagDataset;
import org.acinus.mil.train.data.LabelledBag;
import org.acinus.mil.train.recipe.FitOptions;
import org.acinus.mil.train.recipe.StoppingOptions;

/// Measures a recipe on bags that its heads have not seen: stratified folds, a unit's bags together, dealt anew in
/// each repeat. The epoch is chosen on part of the training bags, never on the fold that is measured.
public final class CrossValidation {
    private final HeadTrainer trainer;
    private final BagDataset data;
    private final TrainingPlan plan;

    /// Sets up a measurement.
    public CrossValidation(HeadTrainer trainer, BagDataset data, TrainingPlan plan) {
        this.trainer = trainer;
        this.data = data;
        this.plan = plan;
    }

    /// Refuses what could not be measured, before anything is fitted.
    ///
    /// @throws BagDataException where a fold would hold no benign bag, or nothing else
    public static void check(BagDataset data, TrainingPlan plan) {
        SplittableRandom seeds = new SplittableRandom(plan.options().seed());
        for (int repeat = 0; repeat < plan.repeats(); repeat++) {
            FoldPlan.requireBothSides(FoldPlan.deal(data.bags(), plan.folds(), seeds.nextLong()));
            for (int fold = 0; fold < plan.folds(); fold++) {
                seeds.nextInt();
            }
        }
    }

    /// Runs all folds.
    ///
    /// @throws BagDataException where a fold would hold no benign bag, or nothing else
    public List<FoldResult> run(TrainingListener listener) {
        SplittableRandom seeds = new SplittableRandom(plan.options().seed());
        List<FoldResult> results = new ArrayList<>();
        for (int repeat = 1; repeat <= plan.repeats(); repeat++) {
            List<List<LabelledBag>> dealt = FoldPlan.deal(data.bags(), plan.folds(), seeds.nextLong());
            FoldPlan.requireBothSides(dealt);
            for (int fold = 1; fold <= plan.folds(); fold++) {
                FitOptions seeded = plan.options().withSeed(seeds.nextInt() & Integer.MAX_VALUE);
                listener.fit("repeat " + repeat + ", fold " + fold);
                FoldResult result = measure(dealt, repeat, fold, seeded, listener);
                results.add(result);
                listener.fold(result, results.size(), plan.folds() * plan.repeats());
            }
        }
        return results;
    }

    private FoldResult measure(
            List<List<LabelledBag>> dealt, int repeat, int fold, FitOptions seeded, TrainingListener listener) {
        FitTask task = new FitTask(
                split(FoldPlan.others(dealt, fold - 1), seeded),
                seeded.network().shape(data.dimension(), data.task().classes()),
                seeded,
                plan.start((repeat - 1) * plan.folds() + fold - 1),
                FitCheckpoints.NONE);
        try (FittedHead head = trainer.fit(task, listener)) {
            List<OutOfFold> predictions = predict(head, dealt.get(fold - 1));
            long right =
                    predictions.stream().filter(p -> p.called() == p.truth()).count();
            OptionalDouble auc = auc(predictions)
                    .map(found -> OptionalDouble.of(found.area()))
                    .orElseGet(OptionalDouble::empty);
            return new FoldResult(
                    repeat, fold, head.epoch(), (double) right / predictions.size(), auc, predictions, head.weights());
        }
    }

    /// What a head says of bags that it has not seen.
    public static List<OutOfFold> predict(FittedHead head, List<LabelledBag> bags) {
        List<OutOfFold> predictions = new ArrayList<>();
        for (LabelledBag bag : bags) {
            FeatureMatrix features = bag.features().get();
            predictions.add(new OutOfFold(
                    bag.name(), bag.label(), head.predict(features).probabilities()));
        }
        return predictions;
    }

    /// Keeps a share of the units aside to choose the epoch.
    public static HeadTrainer.Split split(List<LabelledBag> bags, FitOptions options) {
        StoppingOptions stopping = options.stopping();
        if (stopping.validationFraction() == 0) {
            return new HeadTrainer.Split(bags, List.of());
        }
        int units =
                (int) bags.stream().map(bag -> bag.origin().unit()).distinct().count();
        if (units < 2) {
            throw new BagDataException("There are too few patients to keep some aside for validation; train without");
        }
        int parts = Math.clamp(Math.round(1 / stopping.validationFraction()), 2, units);
        List<List<LabelledBag>> dealt = FoldPlan.deal(bags, parts, options.seed());
        return new HeadTrainer.Split(FoldPlan.others(dealt, 0), dealt.getFirst());
    }

    /// Benign against all other classes.
    public static Optional<RocAuc> auc(List<OutOfFold> predictions) {
        return RocAuc.of(
                predictions.stream()
                        .filter(p -> p.truth() > 0)
                        .map(OutOfFold::cancer)
                        .toList(),
                predictions.stream()
                        .filter(p -> p.truth() == 0)
                        .map(OutOfFold::cancer)
                        .toList());
    }
}
