package org.acinus.mil.train.labels;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.acinus.mil.HeadShape;
import org.acinus.mil.pack.Tensor;
import org.acinus.mil.train.FitTask;
import org.acinus.mil.train.FittedHead;
import org.acinus.mil.train.HeadTrainer;
import org.acinus.mil.train.OutOfFold;
import org.acinus.mil.train.TrainingListener;
import org.acinus.mil.train.data.LabelledBag;

/// Learns from bags without label too (Lee, *Pseudo-Label*, ICML 2013 workshop, in one round): a first head is fitted
/// on the labelled bags, calls the others, and a second head is fitted on the labelled bags and on those that the
/// first was sure of.
///
/// That a patient of a measured fold or of the validation bags does not come in this way is up to whoever gives the
/// unlabelled bags: their patients have to be others.
public final class PseudoLabelTrainer implements HeadTrainer {
    private final HeadTrainer trainer;
    private final List<LabelledBag> unlabelled;
    private final double confidence;

    /// Sets up.
    ///
    /// @param trainer fits both heads
    /// @param unlabelled bags whose labels mean nothing
    /// @param confidence least probability of a class that is taken for a label, above 0.5 to 1
    public PseudoLabelTrainer(HeadTrainer trainer, List<LabelledBag> unlabelled, double confidence) {
        this.trainer = trainer;
        this.unlabelled = List.copyOf(unlabelled);
        this.confidence = confidence;
    }

    @Override
    public String engine() {
        return trainer.engine();
    }

    @Override
    public FittedHead fit(FitTask task, TrainingListener listener) {
        List<LabelledBag> bags = new ArrayList<>(task.split().training());
        try (FittedHead teacher = trainer.fit(task, TrainingListener.SILENT)) {
            for (LabelledBag bag : unlabelled) {
                OutOfFold said = new OutOfFold(
                        bag.name(), 0, teacher.predict(bag.features().get()).probabilities());
                if (said.probabilities().get(said.called()) >= confidence) {
                    bags.add(bag.withLabel(said.called()));
                }
            }
        }
        listener.pseudoLabelled(bags.size() - task.split().training().size(), unlabelled.size());
        return trainer.fit(task.on(new Split(bags, task.split().validation())), listener);
    }

    @Override
    public FittedHead load(String architecture, HeadShape shape, Map<String, Tensor> weights, int epoch) {
        return trainer.load(architecture, shape, weights, epoch);
    }
}
