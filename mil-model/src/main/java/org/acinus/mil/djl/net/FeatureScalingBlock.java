package org.acinus.mil.djl.net;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.training.initializer.Initializer;
import ai.djl.util.PairList;

/// Brings features to mean 0 and deviation 1: (x - mean) * scale, with values that training measures and never
/// learns.
///
/// They are part of the head, so that a head and its features cannot be scaled differently.
final class FeatureScalingBlock extends AbstractBlock {
    private static final byte VERSION = 1;
    private final Parameter mean;
    private final Parameter scale;

    FeatureScalingBlock(int dimension) {
        super(VERSION);
        mean = addParameter(measured("mean", dimension, Initializer.ZEROS));
        scale = addParameter(measured("scale", dimension, Initializer.ONES));
    }

    private static Parameter measured(String name, int dimension, Initializer initial) {
        return Parameter.builder()
                .setName(name)
                .setType(Parameter.Type.OTHER)
                .optShape(new Shape(dimension))
                .optInitializer(initial)
                .optRequiresGrad(false)
                .build();
    }

    Parameter mean() {
        return mean;
    }

    Parameter scale() {
        return scale;
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, PairList<String, Object> options) {
        NDArray x = inputs.singletonOrThrow();
        NDArray centred = x.sub(store.getValue(mean, x.getDevice(), training));
        return new NDList(centred.mul(store.getValue(scale, x.getDevice(), training)));
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        return inputShapes;
    }
}
