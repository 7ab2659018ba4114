package org.acinus.mil.djl.net;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Parameter;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.Dropout;
import ai.djl.training.ParameterStore;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.acinus.mil.HeadShape;

/// What all architectures here begin with: scaling, projection with ReLU, dropout.
abstract class EmbeddedNetwork extends MilNetwork {
    private final HeadShape shape;
    private final FeatureScalingBlock scaling;
    private final Linear embed;
    private final Dropout dropout;

    EmbeddedNetwork(HeadShape shape, float dropoutRate) {
        this.shape = shape;
        Shape instance = new Shape(1, shape.dimension());
        scaling = layer(new FeatureScalingBlock(shape.dimension()), instance);
        embed = layer(linear(shape.hidden(), true), instance);
        dropout = layer(Dropout.builder().optRate(dropoutRate).build(), new Shape(1, shape.hidden()));
    }

    final HeadShape shape() {
        return shape;
    }

    /// The projected instances, (N, hidden).
    final NDArray embedded(ParameterStore store, NDArray bag, boolean training) {
        NDArray scaled = apply(scaling, store, bag, training);
        NDArray active = Activation.relu(apply(embed, store, scaled, training));
        return apply(dropout, store, active, training);
    }

    @Override
    SequencedMap<String, Parameter> named() {
        SequencedMap<String, Parameter> parameters = new LinkedHashMap<>();
        parameters.put("input.mean", scaling.mean());
        parameters.put("input.scale", scaling.scale());
        put(parameters, "embed", embed);
        return parameters;
    }
}
