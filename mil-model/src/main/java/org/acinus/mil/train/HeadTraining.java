package org.acinus.mil.train;

import java.util.List;
import org.acinus.mil.HeadShape;
import org.acinus.mil.pack.HeadGolden;
import org.acinus.mil.train.data.BagDataset;
import org.acinus.mil.train.recipe.FitOptions;

/// Makes a head: measures the recipe by cross-validation, then fits the head that ships on all bags.
///
/// The shipped head is none of the measured ones. It has seen every bag, for as many epochs as the folds' heads
/// needed (the median of their best epochs); the out-of-fold figures are the best estimate of what it can do,
/// not a measure of it.
public final class HeadTraining {
    private final HeadTrainer trainer;

    /// Uses an engine.
    public HeadTraining(HeadTrainer trainer) {
        this.trainer = trainer;
    }

    /// Trains.
    ///
    /// @param folds of the cross-validation, at least 2
    /// @param repeats of the cross-validation, at least 1
    public TrainedHead run(BagDataset data, FitOptions options, int folds, int repeats, TrainingListener listener) {
        List<FoldResult> results = new CrossValidation(trainer, data, options).run(folds, repeats, listener);
        int epochs = medianEpoch(results);
        listener.refit(epochs);
        HeadShape shape = new HeadShape(data.dimension(), data.task().classes(), options.hidden(), options.attention());
        HeadTrainer.Split everything = new HeadTrainer.Split(data.bags(), List.of());
        try (FittedHead head = trainer.fit(everything, shape, options.forEpochs(epochs), listener)) {
            return new TrainedHead(
                    options,
                    trainer.engine(),
                    CrossValidationReport.of(data.task(), results),
                    epochs,
                    head.weights(),
                    HeadGolden.record(head::predict, data.dimension()));
        }
    }

    private static int medianEpoch(List<FoldResult> results) {
        List<Integer> epochs = results.stream().map(FoldResult::epoch).sorted().toList();
        return epochs.get(epochs.size() / 2);
    }
}
