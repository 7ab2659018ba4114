package org.acinus.mil.djl.net;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.Dropout;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.acinus.mil.HeadShape;

/// Scaling, projection with ReLU and dropout, a weighted mean over the instances, a linear classifier.
///
/// What differs between the architectures of this family is where the weights of the mean come from. Since
/// classifier and mean are linear, an instance's share of a logit is its weight times what the classifier says
/// of it alone.
abstract class PooledNetwork extends MilNetwork {
    private final HeadShape shape;
    private final FeatureScalingBlock scaling;
    private final Linear embed;
    private final Dropout dropout;
    private final Linear classifier;

    PooledNetwork(HeadShape shape, float dropoutRate) {
        this.shape = shape;
        scaling = addChildBlock("input", new FeatureScalingBlock(shape.dimension()));
        embed = addChildBlock("embed", Linear.builder().setUnits(shape.hidden()).build());
        dropout =
                addChildBlock("dropout", Dropout.builder().optRate(dropoutRate).build());
        classifier = addChildBlock(
                "classifier", Linear.builder().setUnits(shape.classes()).build());
    }

    /// The weights of the mean, (1, N), not negative and adding up to 1.
    ///
    /// @param embedded the projected instances, (N, hidden)
    abstract NDArray attention(ParameterStore store, NDArray embedded, boolean training);

    @Override
    protected final NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, PairList<String, Object> options) {
        NDArray scaled = apply(scaling, store, inputs.singletonOrThrow(), training);
        NDArray active = Activation.relu(apply(embed, store, scaled, training));
        NDArray embedded = apply(dropout, store, active, training);
        NDArray attention = attention(store, embedded, training);
        NDArray logits = apply(classifier, store, attention.matMul(embedded), training);
        if (training) {
            return new NDList(logits);
        }
        NDArray weight = store.getValue(parameter(classifier, "weight"), embedded.getDevice(), false);
        NDArray alone = Linear.linear(embedded, weight).singletonOrThrow();
        return new NDList(logits, attention.squeeze(0), alone.mul(attention.transpose()));
    }

    @Override
    protected void initializeChildBlocks(NDManager manager, DataType dataType, Shape... inputShapes) {
        Shape instance = new Shape(1, shape.dimension());
        Shape projected = new Shape(1, shape.hidden());
        scaling.initialize(manager, dataType, instance);
        embed.initialize(manager, dataType, instance);
        dropout.initialize(manager, dataType, projected);
        classifier.initialize(manager, dataType, projected);
    }

    @Override
    public final Shape[] getOutputShapes(Shape[] inputShapes) {
        return new Shape[] {new Shape(1, shape.classes())};
    }

    @Override
    SequencedMap<String, Parameter> named() {
        SequencedMap<String, Parameter> parameters = new LinkedHashMap<>();
        parameters.put("input.mean", scaling.mean());
        parameters.put("input.scale", scaling.scale());
        put(parameters, "embed", embed);
        put(parameters, "classifier", classifier);
        return parameters;
    }

    /// Adds a linear layer's weight and, where it has one, bias.
    static void put(SequencedMap<String, Parameter> parameters, String name, Linear layer) {
        layer.getDirectParameters().forEach(entry -> parameters.put(name + "." + entry.getKey(), entry.getValue()));
    }

    static NDArray apply(Block block, ParameterStore store, NDArray input, boolean training) {
        return block.forward(store, new NDList(input), training).singletonOrThrow();
    }

    private static Parameter parameter(Linear layer, String name) {
        return layer.getDirectParameters().get(name);
    }
}
