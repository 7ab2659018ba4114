package org.acinus.mil.train;

import java.util.List;
import java.util.Map;
import org.acinus.mil.HeadShape;
import org.acinus.mil.pack.Tensor;
import org.acinus.mil.train.data.LabelledBag;

/// Fits heads. The port behind which an engine lies.
///
/// One fit at a time in a JVM: engines keep their random numbers and their gradient tape in one place. With one
/// engine thread, the same bags, shape and options give the same weights, bit for bit, on one kind of
/// processor: engines choose their kernels by it.
public interface HeadTrainer {

    /// Engine and version, for the record.
    String engine();

    /// Fits one head, or goes on where the task's checkpoints end.
    ///
    /// @return the head of the epoch with the lowest validation loss, or of the last epoch without validation
    ///     bags
    FittedHead fit(FitTask task, TrainingListener listener);

    /// Makes a fitted head of weights that were kept.
    ///
    /// @param architecture that they are for
    /// @param epoch they are of
    FittedHead load(String architecture, HeadShape shape, Map<String, Tensor> weights, int epoch);

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
