package org.acinus.mil.djl.fit;

import ai.djl.engine.Engine;
import java.util.Map;
import org.acinus.mil.BagPrediction;
import org.acinus.mil.FeatureMatrix;
import org.acinus.mil.HeadShape;
import org.acinus.mil.djl.net.HeadNetwork;
import org.acinus.mil.djl.net.PyTorch;
import org.acinus.mil.pack.Tensor;
import org.acinus.mil.train.FittedHead;
import org.acinus.mil.train.HeadTrainer;
import org.acinus.mil.train.TrainingListener;
import org.acinus.mil.train.data.FeatureScaling;
import org.acinus.mil.train.recipe.FitOptions;

/// Fits heads with DJL's PyTorch engine, on the processor.
public final class DjlHeadTrainer implements HeadTrainer {
    @Override
    public String engine() {
        Engine engine = PyTorch.engine();
        return engine.getEngineName() + " " + engine.getVersion() + ", DJL " + Engine.getDjlVersion();
    }

    @Override
    public FittedHead fit(Split split, HeadShape shape, FitOptions options, TrainingListener listener) {
        Map<String, Tensor> scaling = FeatureScaling.measure(split.training(), shape.dimension());
        PyTorch.engine().setRandomSeed(options.seed());
        try (HeadNetwork network =
                HeadNetwork.random(options.architecture(), shape, (float) options.dropout(), scaling)) {
            HeadFit.Best best = new HeadFit(network, split, options, listener).run();
            return new Fitted(best.epoch(), HeadNetwork.frozen(options.architecture(), shape, best.weights()));
        }
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
