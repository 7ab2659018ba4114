package org.acinus.mil.djl.fit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import org.acinus.mil.djl.net.HeadNetwork;
import org.acinus.mil.djl.net.PyTorch;
import org.acinus.mil.pack.Tensor;
import org.acinus.mil.train.EpochReport;
import org.acinus.mil.train.HeadTrainer.Split;
import org.acinus.mil.train.TrainingListener;
import org.acinus.mil.train.data.BagDataException;
import org.acinus.mil.train.data.LabelledBag;
import org.acinus.mil.train.recipe.FitOptions;

/// One run over the epochs: AdamW, one bag a step, cross-entropy, early stopping. Does not close the network.
final class HeadFit {
    private final HeadNetwork network;
    private final Split split;
    private final FitOptions options;
    private final TrainingListener listener;
    private final double[] classWeights;
    private final Map<String, NDArray> parameters;
    private final Optimizer optimizer;
    private final Random order;

    HeadFit(HeadNetwork network, Split split, FitOptions options, TrainingListener listener) {
        this.network = network;
        this.split = split;
        this.options = options;
        this.listener = listener;
        this.classWeights = classWeights(split.training(), network.shape().classes(), options.balanced());
        this.parameters = network.trainable();
        this.optimizer = Optimizer.adamW()
                .optLearningRateTracker(Tracker.fixed((float) options.learningRate()))
                .optWeightDecays((float) options.weightDecay())
                .build();
        this.order = new Random(options.seed());
    }

    Best run() {
        List<LabelledBag> bags = new ArrayList<>(split.training());
        Best best = new Best(0, Double.POSITIVE_INFINITY, Map.of());
        for (int epoch = 1; epoch <= options.epochs(); epoch++) {
            Collections.shuffle(bags, order);
            double loss = 0;
            for (LabelledBag bag : bags) {
                loss += step(bag);
            }
            OptionalDouble validation = validationLoss();
            listener.epoch(new EpochReport(epoch, loss / bags.size(), validation));
            boolean better = validation.isEmpty() || validation.getAsDouble() < best.loss;
            boolean last = validation.isPresent() && epoch - best.epoch >= options.patience();
            if (better && (validation.isPresent() || epoch == options.epochs())) {
                best = new Best(epoch, validation.orElse(loss), network.weights());
            } else if (last) {
                break;
            }
        }
        return best;
    }

    private double step(LabelledBag bag) {
        try (Arena arena = Arena.ofConfined();
                NDManager scope = network.manager().newSubManager()) {
            NDArray features = PyTorch.matrix(scope, arena, bag.features().get());
            double loss;
            try (GradientCollector tape = PyTorch.engine().newGradientCollector()) {
                NDArray logits = network.train(features, bag.label()).logits().getFirst();
                NDArray target = scope.create(weighted(bag.label()), new Shape(1, classWeights.length));
                NDArray crossEntropy = logits.logSoftmax(1).mul(target).sum().neg();
                tape.backward(crossEntropy);
                loss = crossEntropy.toFloatArray()[0];
            }
            if (!Double.isFinite(loss)) {
                throw new BagDataException("The training loss of bag " + bag.name() + " is " + loss
                        + "; check its features, or train with a lower learning rate");
            }
            update();
            return loss;
        }
    }

    private void update() {
        parameters.forEach((name, weight) -> {
            try (NDArray gradient = weight.getGradient()) {
                // Sets the gradient to zero as well, ready for the next step.
                optimizer.update(name, weight, gradient);
            }
        });
    }

    private float[] weighted(int label) {
        float[] target = new float[classWeights.length];
        target[label] = (float) classWeights[label];
        return target;
    }

    private OptionalDouble validationLoss() {
        if (split.validation().isEmpty()) {
            return OptionalDouble.empty();
        }
        double loss = 0;
        for (LabelledBag bag : split.validation()) {
            double probability =
                    network.predict(bag.features().get()).probabilities().get(bag.label());
            loss -= classWeights[bag.label()] * Math.log(Math.max(probability, Double.MIN_NORMAL));
        }
        return OptionalDouble.of(loss / split.validation().size());
    }

    private static double[] classWeights(List<LabelledBag> bags, int classes, boolean balanced) {
        double[] weights = new double[classes];
        for (LabelledBag bag : bags) {
            weights[bag.label()]++;
        }
        for (int c = 0; c < classes; c++) {
            weights[c] = balanced && weights[c] > 0 ? bags.size() / (weights[c] * classes) : 1;
        }
        return weights;
    }

    /// The weights to keep.
    record Best(int epoch, double loss, Map<String, Tensor> weights) {}
}
