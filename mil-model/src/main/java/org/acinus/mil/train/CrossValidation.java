package org.acinus.mil.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.acinus.mil.FeatureMatrix;
import org.acinus.mil.HeadShape;
import org.acinus.mil.evaluate.RocAuc;
import org.acinus.mil.train.data.BagDataException;
import org.acinus.mil.train.data.BagDataset;
import org.acinus.mil.train.data.LabelledBag;
import org.acinus.mil.train.recipe.FitOptions;

/// Measures a recipe on bags that its heads have not seen: stratified folds, grouped by patient, dealt anew in
/// each repeat. The epoch is chosen on part of the training bags, never on the fold that is measured.
public final class CrossValidation {
    private final HeadTrainer trainer;
    private final BagDataset data;
    private final FitOptions options;

    /// Sets up a measurement.
    ///
    /// @param options the recipe; its seed decides the folds too
    public CrossValidation(HeadTrainer trainer, BagDataset data, FitOptions options) {
        this.trainer = trainer;
        this.data = data;
        this.options = options;
    }

    /// Runs all folds.
    ///
    /// @param folds in each repeat, at least 2
    /// @param repeats at least 1
    public List<FoldResult> run(int folds, int repeats, TrainingListener listener) {
        if (repeats < 1) {
            throw new IllegalArgumentException("Cannot repeat the folds " + repeats + " times");
        }
        SplittableRandom seeds = new SplittableRandom(options.seed());
        List<FoldResult> results = new ArrayList<>();
        for (int repeat = 1; repeat <= repeats; repeat++) {
            List<List<LabelledBag>> dealt = FoldPlan.deal(data.bags(), folds, seeds.nextLong());
            for (int fold = 1; fold <= folds; fold++) {
                FitOptions seeded = options.withSeed(seeds.nextInt() & Integer.MAX_VALUE);
                FoldResult result = measure(dealt, repeat, fold, seeded, listener);
                results.add(result);
                listener.fold(result, results.size(), folds * repeats);
            }
        }
        return results;
    }

    private FoldResult measure(
            List<List<LabelledBag>> dealt, int repeat, int fold, FitOptions seeded, TrainingListener listener) {
        List<LabelledBag> rest = new ArrayList<>();
        for (int other = 1; other <= dealt.size(); other++) {
            if (other != fold) {
                rest.addAll(dealt.get(other - 1));
            }
        }
        HeadShape shape = new HeadShape(data.dimension(), data.task().classes(), seeded.hidden(), seeded.attention());
        try (FittedHead head = trainer.fit(split(rest, seeded), shape, seeded, listener)) {
            List<OutOfFold> predictions = new ArrayList<>();
            for (LabelledBag bag : dealt.get(fold - 1)) {
                FeatureMatrix features = bag.features().get();
                predictions.add(new OutOfFold(
                        bag.name(), bag.label(), head.predict(features).probabilities()));
            }
            long right =
                    predictions.stream().filter(p -> p.called() == p.truth()).count();
            OptionalDouble auc = auc(predictions)
                    .map(found -> OptionalDouble.of(found.area()))
                    .orElseGet(OptionalDouble::empty);
            return new FoldResult(repeat, fold, head.epoch(), (double) right / predictions.size(), auc, predictions);
        }
    }

    /// Keeps a share of the patients aside to choose the epoch.
    public static HeadTrainer.Split split(List<LabelledBag> bags, FitOptions options) {
        if (options.validationFraction() == 0) {
            return new HeadTrainer.Split(bags, List.of());
        }
        int patients = (int) bags.stream().map(LabelledBag::patient).distinct().count();
        if (patients < 2) {
            throw new BagDataException("There are too few patients to keep some aside for validation; train without");
        }
        int parts = Math.clamp(Math.round(1 / options.validationFraction()), 2, patients);
        List<List<LabelledBag>> dealt = FoldPlan.deal(bags, parts, options.seed());
        List<LabelledBag> training = new ArrayList<>();
        dealt.subList(1, parts).forEach(training::addAll);
        return new HeadTrainer.Split(training, dealt.getFirst());
    }

    /// Benign against all other classes.
    static Optional<RocAuc> auc(List<OutOfFold> predictions) {
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
