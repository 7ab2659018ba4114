package org.acinus.mil.djl.net;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.core.Linear;
import ai.djl.training.ParameterStore;
import ai.djl.training.initializer.Initializer;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Supplier;

/// An architecture: turns a bag into the numbers of a head's last layer. One thread at a time.
///
/// Every array that a pass makes belongs to the bag's manager, none to the parameters'.
abstract class MilNetwork {
    private final List<Layer> layers = new ArrayList<>();

    /// A block and the shape that it is made for.
    private record Layer(Block block, Shape input) {}

    /// The parameters under the names that they have in a weights file, which are part of the format of a head.
    abstract SequencedMap<String, Parameter> named();

    /// One bag while training, with dropout and gradients.
    ///
    /// @param bag instances by features, (N, dimension), N at least 1
    /// @param label the bag's class, for architectures that learn from their instances too
    abstract TrainingView train(ParameterStore store, NDArray bag, int label);

    /// One bag without dropout, read a part at a time.
    abstract BagAnswer infer(ParameterStore store, BagParts bag);

    /// Makes a block a part of this network. The order of the calls is the order in which weights are drawn.
    ///
    /// @param input shape of what the block will be given
    final <B extends Block> B layer(B block, Shape input) {
        layers.add(new Layer(block, input));
        return block;
    }

    final void setInitializer(Initializer initializer, Parameter.Type type) {
        layers.forEach(layer -> layer.block.setInitializer(initializer, type));
    }

    final void freeze() {
        layers.forEach(layer -> layer.block.freezeParameters(true));
    }

    final void initialize(NDManager manager) {
        layers.forEach(layer -> layer.block.initialize(manager, DataType.FLOAT32, layer.input));
    }

    /// What a step makes; whatever else it has made is freed at once and not at the end of the pass. For inference:
    /// the way back needs it all.
    ///
    /// @param step whose result is a new array
    static NDArray only(Supplier<NDArray> step) {
        NDArray made;
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            made = step.get();
            NDScope.unregister(made);
        }
        NDScope.register(made);
        return made;
    }

    static NDArray apply(Block block, ParameterStore store, NDArray input, boolean training) {
        return block.forward(store, new NDList(input), training).singletonOrThrow();
    }

    /// A block's own parameter, where the input lies.
    static NDArray value(Block block, String name, ParameterStore store, NDArray near) {
        return store.getValue(block.getDirectParameters().get(name), near.getDevice(), false);
    }

    /// Adds a block's own parameters, for example a linear layer's `weight` and, where it has one, `bias`.
    static void put(SequencedMap<String, Parameter> parameters, String name, Block block) {
        block.getDirectParameters().forEach(entry -> parameters.put(name + "." + entry.getKey(), entry.getValue()));
    }

    static Linear linear(int units, boolean bias) {
        return Linear.builder().setUnits(units).optBias(bias).build();
    }
}
