package org.acinus.mil.djl.net;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.training.initializer.NormalInitializer;
import ai.djl.util.PairList;

/// Puts one learnt row before the rows that it is given: the token that reads the bag.
final class ClassToken extends AbstractBlock {
    private static final byte VERSION = 1;
    private final Parameter row;

    ClassToken(int width) {
        super(VERSION);
        row = addParameter(Parameter.builder()
                .setName("row")
                .setType(Parameter.Type.OTHER)
                .optShape(new Shape(1, width))
                .optInitializer(new NormalInitializer(1f))
                .build());
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, PairList<String, Object> options) {
        NDArray rows = inputs.singletonOrThrow();
        // Added to zeros of the rows' manager: an array made from the parameter alone would stay with it.
        NDArray token = rows.getManager()
                .zeros(new Shape(1, rows.getShape().get(1)))
                .add(store.getValue(row, rows.getDevice(), training));
        return new NDList(token.concat(rows, 0));
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        return new Shape[] {inputShapes[0]};
    }
}
