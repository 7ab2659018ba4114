package org.acinus.mil.djl.net;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Parameter;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.Dropout;
import ai.djl.training.ParameterStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.acinus.mil.HeadShape;

/// What all architectures here begin with: scaling, projection with ReLU, dropout; some with further such layers in
/// front of the projection.
abstract class EmbeddedNetwork extends MilNetwork {
    /// The projection alone, for embeddings that a deep encoder has made.
    static final List<Integer> SHALLOW = List.of();

    /// Two layers in front of it, four times and twice as wide, for plain measurements: with hidden 64 that is the
    /// 256, 128, 64 of the classic sets' networks (Wang, Yan, Tang et al., *Revisiting Multiple Instance Neural
    /// Networks*, Pattern Recognition 74 (2018), arXiv 1610.02501; Ilse, Tomczak, Welling 2018 took it over).
    static final List<Integer> DEEP = List.of(4, 2);

    private final HeadShape shape;
    private final FeatureScalingBlock scaling;
    private final List<Linear> front = new ArrayList<>();
    private final Linear embed;
    private final Dropout dropout;

    /// Sets up the layers.
    ///
    /// @param frontWidths of each layer in front of the projection, how many times `hidden` it is wide
    EmbeddedNetwork(HeadShape shape, float dropoutRate, List<Integer> frontWidths) {
        this.shape = shape;
        Shape input = new Shape(1, shape.dimension());
        scaling = layer(new FeatureScalingBlock(shape.dimension()), input);
        for (int times : frontWidths) {
            int width = Math.multiplyExact(times, shape.hidden());
            front.add(layer(linear(width, true), input));
            input = new Shape(1, width);
        }
        embed = layer(linear(shape.hidden(), true), input);
        dropout = layer(Dropout.builder().optRate(dropoutRate).build(), new Shape(1, shape.hidden()));
    }

    final HeadShape shape() {
        return shape;
    }

    /// The projected instances, (N, hidden).
    final NDArray embedded(ParameterStore store, NDArray bag, boolean training) {
        NDArray values = apply(scaling, store, bag, training);
        for (Linear layer : front) {
            values = active(layer, store, values, training);
        }
        return active(embed, store, values, training);
    }

    private NDArray active(Linear layer, ParameterStore store, NDArray values, boolean training) {
        return apply(dropout, store, Activation.relu(apply(layer, store, values, training)), training);
    }

    @Override
    SequencedMap<String, Parameter> named() {
        SequencedMap<String, Parameter> parameters = new LinkedHashMap<>();
        parameters.put("input.mean", scaling.mean());
        parameters.put("input.scale", scaling.scale());
        for (int i = 0; i < front.size(); i++) {
            put(parameters, "front." + i, front.get(i));
        }
        put(parameters, "embed", embed);
        return parameters;
    }
}
