package org.acinus.mil.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.acinus.mil.BagPrediction;
import org.acinus.mil.FeatureMatrix;
import org.acinus.mil.HeadShape;
import org.acinus.mil.pack.Tensor;
import org.acinus.mil.train.recipe.FitOptions;

/// A trainer without an engine: remembers what it was given, and its heads call a bag by its first feature.
public final class TestingTrainer implements HeadTrainer {
    private final List<Split> splits = new ArrayList<>();
    private final List<FitOptions> options = new ArrayList<>();
    private int open;

    /// What it was given to learn from, one entry a fit.
    public List<Split> splits() {
        return splits;
    }

    /// How it was to learn, one entry a fit.
    public List<FitOptions> options() {
        return options;
    }

    /// Heads that nobody has closed.
    public int open() {
        return open;
    }

    @Override
    public String engine() {
        return "testing 1";
    }

    @Override
    public FittedHead fit(FitTask task, TrainingListener listener) {
        splits.add(task.split());
        options.add(task.options());
        return head(splits.size());
    }

    @Override
    public FittedHead load(String architecture, HeadShape shape, Map<String, Tensor> weights, int epoch) {
        return head(epoch);
    }

    private FittedHead head(int epoch) {
        open++;
        return new FittedHead() {
            @Override
            public int epoch() {
                return epoch;
            }

            @Override
            public Map<String, Tensor> weights() {
                return Map.of("w", new Tensor(List.of(1), new float[] {epoch}));
            }

            @Override
            public BagPrediction predict(FeatureMatrix bag) {
                double cancer = bag.at(0, 0) > 0 ? 0.75 : 0.25;
                return new BagPrediction(List.of(1 - cancer, cancer), List.of(1f), List.of(0f));
            }

            @Override
            public void close() {
                open--;
            }
        };
    }
}
