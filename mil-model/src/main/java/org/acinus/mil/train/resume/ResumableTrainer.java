package org.acinus.mil.train.resume;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.acinus.mil.HeadShape;
import org.acinus.mil.pack.Tensor;
import org.acinus.mil.train.EpochReport;
import org.acinus.mil.train.FitTask;
import org.acinus.mil.train.FittedHead;
import org.acinus.mil.train.HeadTrainer;
import org.acinus.mil.train.TrainingListener;

/// Keeps every head that another trainer fits, and the state of the one at hand, so that the same training, run again
/// after its process was killed, repeats nothing and ends with the same weights.
///
/// Fits are known by their number: training asks for the same fits in the same order each time. That a folder belongs
/// to this training is [FitFolder]'s to know. One training at a time.
public final class ResumableTrainer implements HeadTrainer {
    private final HeadTrainer trainer;
    private final FitFolder folder;
    private int fits;

    /// Keeps what `trainer` fits in `folder`.
    public ResumableTrainer(HeadTrainer trainer, FitFolder folder) {
        this.trainer = trainer;
        this.folder = folder;
    }

    @Override
    public String engine() {
        return trainer.engine();
    }

    @Override
    public FittedHead fit(FitTask task, TrainingListener listener) {
        fits++;
        Optional<FitFolder.Finished> finished = folder.finished(fits);
        if (finished.isPresent()) {
            finished.get().reports().forEach(listener::epoch);
            return load(
                    task.options().network().architecture(),
                    task.shape(),
                    finished.get().weights(),
                    finished.get().epoch());
        }
        List<EpochReport> reports = new ArrayList<>();
        TrainingListener collector = new TrainingListener() {
            @Override
            public void epoch(EpochReport report) {
                reports.add(report);
                listener.epoch(report);
            }
        };
        FittedHead head = trainer.fit(task.keptIn(folder.checkpoints(fits)), collector);
        folder.finish(fits, new FitFolder.Finished(head.epoch(), head.weights(), reports));
        return head;
    }

    @Override
    public FittedHead load(String architecture, HeadShape shape, Map<String, Tensor> weights, int epoch) {
        return trainer.load(architecture, shape, weights, epoch);
    }
}
