package org.acinus.mil.train;

import java.util.List;
import org.acinus.mil.HeadShape;
import org.acinus.mil.train.data.LabelledBag;
import org.acinus.mil.train.recipe.FitOptions;

/// Fits heads. The port behind which an engine lies.
///
/// One fit at a time in a JVM: engines keep their random numbers and their gradient tape in one place. With one
/// engine thread, the same bags, shape and options give the same weights, bit for bit, on one kind of
/// processor: engines choose their kernels by it.
public interface HeadTrainer {

    /// Engine and version, for the record.
    String engine();

    /// Fits one head.
    ///
    /// @param split bags to learn from, and those that choose the epoch
    /// @param shape sizes of the head; the bags have its dimension and only its classes
    /// @param options the recipe
    /// @return the head of the epoch with the lowest validation loss, or of the last epoch without validation
    ///     bags
    FittedHead fit(Split split, HeadShape shape, FitOptions options, TrainingListener listener);

    /// Bags to learn from, and those that choose the epoch.
    ///
    /// @param training at least one
    /// @param validation none, or some of other patients
    record Split(List<LabelledBag> training, List<LabelledBag> validation) {
        public Split {
            training = List.copyOf(training);
            validation = List.copyOf(validation);
            if (training.isEmpty()) {
                throw new IllegalArgumentException("There is no bag to learn from");
            }
        }
    }
}
