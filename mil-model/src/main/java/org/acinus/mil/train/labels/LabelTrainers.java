package org.acinus.mil.train.labels;

import org.acinus.mil.train.HeadTrainer;
import org.acinus.mil.train.data.BagDataset;
import org.acinus.mil.train.recipe.LabelHandling;

/// Builds the trainer that handles labels as asked.
public final class LabelTrainers {
    private LabelTrainers() {}

    /// Puts cleaning and pseudo-labels around a trainer: doubtful labels are left out before others are guessed.
    ///
    /// @param data whose unlabelled bags pseudo-labels are for
    public static HeadTrainer of(HeadTrainer trainer, LabelHandling handling, BagDataset data) {
        HeadTrainer guessing = handling.pseudoConfidence().isPresent()
                ? new PseudoLabelTrainer(
                        trainer, data.unlabelled(), handling.pseudoConfidence().getAsDouble())
                : trainer;
        return handling.cleaningFolds().isPresent()
                ? new CleaningTrainer(
                        trainer, guessing, handling.cleaningFolds().getAsInt())
                : guessing;
    }
}
