package org.acinus.mil.djl.net;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import org.acinus.mil.HeadShape;

/// The baseline that attention has to beat: every instance weighs the same.
final class MeanPoolingNetwork extends PooledNetwork {

    MeanPoolingNetwork(HeadShape shape, float dropout) {
        super(shape, dropout, SHALLOW, 1);
    }

    @Override
    NDArray scores(ParameterStore store, NDArray embedded, boolean training) {
        return embedded.getManager().zeros(new Shape(embedded.getShape().get(0), 1));
    }
}
