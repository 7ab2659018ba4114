package org.acinus.mil.djl.net;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import org.acinus.mil.HeadShape;

/// The baseline that attention has to beat: every instance weighs the same.
final class MeanPoolingNetwork extends PooledNetwork {

    MeanPoolingNetwork(HeadShape shape, float dropout) {
        super(shape, dropout);
    }

    @Override
    NDArray attention(ParameterStore store, NDArray embedded, boolean training) {
        long instances = embedded.getShape().get(0);
        return embedded.getManager().full(new Shape(1, instances), 1f / instances);
    }
}
