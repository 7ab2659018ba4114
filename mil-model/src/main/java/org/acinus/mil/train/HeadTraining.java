package org.acinus.mil.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.acinus.mil.BagPrediction;
import org.acinus.mil.FeatureMatrix;
import org.acinus.mil.HeadShape;
import org.acinus.mil.pack.HeadGolden;
import org.acinus.mil.pack.Tensor;
import org.acinus.mil.train.data.BagDataset;
import org.acinus.mil.train.recipe.FitOptions;

/// Makes a head: measures the recipe by cross-validation, then fits the heads that ship on all bags, or ships the
/// measured ones together.
///
/// A head fitted on all bags is none of the measured ones. It has seen every bag, for as many epochs as the folds'
/// heads needed (the median of their best epochs); the out-of-fold figures are the best estimate of what it can do,
/// not a measure of it.
public final class HeadTraining {
    private final HeadTrainer trainer;

    /// Uses an engine.
    public HeadTraining(HeadTrainer trainer) {
        this.trainer = trainer;
    }

    /// Trains.
    public TrainedHead run(BagDataset data, TrainingPlan plan, TrainingListener listener) {
        List<FoldResult> results = new CrossValidation(trainer, data, plan).run(listener);
        int epochs = medianEpoch(results);
        List<Map<String, Tensor>> members = switch (plan.ensemble()) {
            case TrainingPlan.Ensemble.Folds() ->
                results.stream().map(FoldResult::weights).toList();
            case TrainingPlan.Ensemble.Seeds(int count) -> refit(data, plan, epochs, count, listener);
        };
        HeadShape shape =
                plan.options().network().shape(data.dimension(), data.task().classes());
        String architecture = plan.options().network().architecture();
        return new TrainedHead(
                plan,
                trainer.engine(),
                CrossValidationReport.of(data.task(), results),
                epochs,
                members,
                HeadGolden.record(bag -> predict(architecture, shape, members, bag), data.dimension()));
    }

    private List<Map<String, Tensor>> refit(
            BagDataset data, TrainingPlan plan, int epochs, int count, TrainingListener listener) {
        SplittableRandom seeds = new SplittableRandom(plan.options().seed());
        List<Map<String, Tensor>> members = new ArrayList<>();
        listener.refit(epochs, count);
        for (int member = 0; member < count; member++) {
            // The first has the recipe's own seed, as the only head of a plain training has.
            int seed = member == 0 ? plan.options().seed() : seeds.nextInt() & Integer.MAX_VALUE;
            FitOptions options = plan.options().forEpochs(epochs).withSeed(seed);
            listener.fit(count == 1 ? "all bags" : "all bags, member " + (member + 1));
            FitTask task = new FitTask(
                    new HeadTrainer.Split(data.bags(), List.of()),
                    options.network().shape(data.dimension(), data.task().classes()),
                    options,
                    plan.start(member),
                    FitCheckpoints.NONE);
            try (FittedHead head = trainer.fit(task, listener)) {
                members.add(head.weights());
            }
        }
        return members;
    }

    private BagPrediction predict(
            String architecture, HeadShape shape, List<Map<String, Tensor>> members, FeatureMatrix bag) {
        List<BagPrediction> said = new ArrayList<>();
        for (Map<String, Tensor> weights : members) {
            try (FittedHead head = trainer.load(architecture, shape, weights, 1)) {
                said.add(head.predict(bag));
            }
        }
        return BagPrediction.mean(said);
    }

    private static int medianEpoch(List<FoldResult> results) {
        List<Integer> epochs = results.stream().map(FoldResult::epoch).sorted().toList();
        return epochs.get(epochs.size() / 2);
    }
}
