package org.acinus.mil.djl.fit;

import ai.djl.engine.Engine;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.acinus.mil.BagPrediction;
import org.acinus.mil.FeatureMatrix;
import org.acinus.mil.HeadShape;
import org.acinus.mil.djl.net.HeadNetwork;
import org.acinus.mil.djl.net.PyTorch;
import org.acinus.mil.pack.Tensor;
import org.acinus.mil.train.FitState;
import org.acinus.mil.train.FitTask;
import org.acinus.mil.train.FittedHead;
import org.acinus.mil.train.HeadTrainer;
import org.acinus.mil.train.TrainingListener;
import org.acinus.mil.train.data.FeatureScaling;
import org.acinus.mil.train.recipe.NetworkOptions;

/// Fits heads with DJL's PyTorch engine, on the processor.
public final class DjlHeadTrainer implements HeadTrainer {
    @Override
    public String engine() {
        Engine engine = PyTorch.engine();
        return engine.getEngineName() + " " + engine.getVersion() + ", DJL " + Engine.getDjlVersion();
    }

    @Override
    public FittedHead fit(FitTask task, TrainingListener listener) {
        Map<String, Tensor> scaling =
                FeatureScaling.measure(task.split().training(), task.shape().dimension());
        Optional<FitState> state = task.checkpoints().latest();
        PyTorch.engine().setRandomSeed(task.options().seed());
        try (HeadNetwork network = network(task, scaling, state)) {
            HeadFit.Best best = new HeadFit(network, task, listener).run(state);
            return load(task.options().network().architecture(), task.shape(), best.weights(), best.epoch());
        }
    }

    private static HeadNetwork network(FitTask task, Map<String, Tensor> scaling, Optional<FitState> state) {
        NetworkOptions options = task.options().network();
        float dropout = (float) options.dropout();
        if (state.isPresent()) {
            return HeadNetwork.from(
                    options.architecture(), task.shape(), dropout, HeadFit.weights(state.get(), HeadFit.CURRENT));
        }
        if (task.start().isEmpty()) {
            return HeadNetwork.random(options.architecture(), task.shape(), dropout, scaling);
        }
        // The features of another site are scaled by their own figures: that alone undoes much of the difference.
        Map<String, Tensor> weights = new HashMap<>(task.start().get());
        weights.putAll(scaling);
        return HeadNetwork.from(options.architecture(), task.shape(), dropout, weights);
    }

    @Override
    public FittedHead load(String architecture, HeadShape shape, Map<String, Tensor> weights, int epoch) {
        return new Fitted(epoch, HeadNetwork.frozen(architecture, shape, weights));
    }

    /// Holds the frozen network.
    private record Fitted(int epoch, HeadNetwork network) implements FittedHead {
        @Override
        public Map<String, Tensor> weights() {
            return network.weights();
        }

        @Override
        public BagPrediction predict(FeatureMatrix bag) {
            return network.predict(bag);
        }

        @Override
        public void close() {
            network.close();
        }
    }
}
