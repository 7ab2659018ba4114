package org.acinus.mil.djl.fit;

import static java.util.Objects.requireNonNull;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.acinus.mil.djl.net.HeadNetwork;
import org.acinus.mil.pack.Tensor;
import org.acinus.mil.train.FitState;
import org.acinus.mil.train.recipe.OptimizerKind;
import org.acinus.mil.train.recipe.StepOptions;

/// Moves weights along their gradients, by the engine's own update of AdamW or SGD.
///
/// DJL's optimizers do the same but keep their memory to themselves; a fit that is to go on after a crash needs it.
/// The memory lives as long as the weights' manager.
final class GradientSteps {
    private static final String FIRST = "first/";
    private static final String SECOND = "second/";
    private static final float MOMENTUM = 0.9f;
    private static final float FIRST_DECAY = 0.9f;
    private static final float SECOND_DECAY = 0.999f;
    private static final float EPSILON = 1e-8f;
    private static final float NO_CLIPPING = -1;

    private final StepOptions options;
    private final Map<String, NDArray> weights;
    private final Map<String, NDArray> first = new TreeMap<>();
    private final Map<String, NDArray> second = new TreeMap<>();
    private int steps;

    /// Begins.
    ///
    /// @param weights by name; they are changed in place
    /// @param state to go on from, whose weights these are; nothing for an empty memory
    GradientSteps(StepOptions options, Map<String, NDArray> weights, Optional<FitState> state) {
        this.options = options;
        this.weights = weights;
        weights.forEach((name, weight) -> {
            first.put(name, memory(weight, FIRST + name, state));
            if (options.optimizer() == OptimizerKind.ADAMW) {
                second.put(name, memory(weight, SECOND + name, state));
            }
        });
        steps = state.map(FitState::steps).orElse(0);
    }

    private static NDArray memory(NDArray weight, String name, Optional<FitState> state) {
        return state.map(kept -> weight.getManager()
                        .create(requireNonNull(kept.arrays().get(name), name).toArray(), weight.getShape()))
                .orElseGet(weight::zerosLike);
    }

    /// One step along the gradients that have gathered, which are then zero again.
    ///
    /// @param learningRate of this step
    /// @param bags whose gradients have gathered, at least 1; their mean counts
    void step(double learningRate, int bags) {
        steps++;
        weights.forEach((name, weight) -> {
            try (NDArray gradient = weight.getGradient()) {
                if (options.optimizer() == OptimizerKind.ADAMW) {
                    adamW(name, weight, gradient, (float) learningRate, 1f / bags);
                } else {
                    descend(name, weight, gradient, (float) learningRate, 1f / bags);
                }
            }
        });
    }

    private void adamW(String name, NDArray weight, NDArray gradient, float rate, float rescale) {
        double firstBias = 1.0 - Math.pow(FIRST_DECAY, steps);
        double secondBias = 1.0 - Math.pow(SECOND_DECAY, steps);
        weight.getNDArrayInternal()
                .adamUpdate(
                        new NDList(weight, gradient, first.get(name), second.get(name)),
                        new NDList(weight),
                        rate,
                        (float) (rate * Math.sqrt(secondBias) / firstBias),
                        (float) options.weightDecay(),
                        rescale,
                        NO_CLIPPING,
                        FIRST_DECAY,
                        SECOND_DECAY,
                        EPSILON,
                        true,
                        true);
    }

    private void descend(String name, NDArray weight, NDArray gradient, float rate, float rescale) {
        weight.getNDArrayInternal()
                .sgdUpdate(
                        new NDList(weight, gradient, first.get(name)),
                        new NDList(weight),
                        rate,
                        (float) options.weightDecay(),
                        rescale,
                        NO_CLIPPING,
                        MOMENTUM,
                        true);
    }

    /// Steps done so far.
    int steps() {
        return steps;
    }

    /// Adds the memory to a state's arrays.
    void save(Map<String, Tensor> arrays) {
        first.forEach((name, array) -> arrays.put(FIRST + name, HeadNetwork.tensor(array)));
        second.forEach((name, array) -> arrays.put(SECOND + name, HeadNetwork.tensor(array)));
    }
}
