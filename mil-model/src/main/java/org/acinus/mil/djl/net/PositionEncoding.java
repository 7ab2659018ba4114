package org.acinus.mil.djl.net;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.training.ParameterStore;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Supplier;

/// TransMIL's pyramid position encoding generator (PPEG): the tokens but the first are laid out as a square, and
/// depth-wise convolutions of 7, 5 and 3 add what lies near.
final class PositionEncoding {
    private static final List<Integer> KERNELS = List.of(7, 5, 3);

    private final int width;
    private final List<Conv2d> convolutions = new ArrayList<>();

    PositionEncoding(MilNetwork network, int width) {
        this.width = width;
        for (int kernel : KERNELS) {
            convolutions.add(network.layer(
                    Conv2d.builder()
                            .setKernelShape(new Shape(kernel, kernel))
                            .optPadding(new Shape(kernel / 2, kernel / 2))
                            .setFilters(width)
                            .optGroups(width)
                            .build(),
                    new Shape(1, width, 1, 1)));
        }
    }

    /// Encodes.
    ///
    /// @param tokens (1 + side * side, width), the class token first
    /// @param side of the square
    NDArray of(ParameterStore store, NDArray tokens, int side, boolean training) {
        NDArray square = tokens.get(new NDIndex("1:")).transpose().reshape(1, width, side, side);
        NDArray sum = square;
        for (int i = 0; i < convolutions.size(); i++) {
            Conv2d convolution = convolutions.get(i);
            NDArray before = sum;
            Supplier<NDArray> step = () -> before.add(MilNetwork.apply(convolution, store, square, training));
            sum = training ? step.get() : MilNetwork.only(step);
            if (!training && i > 0) {
                before.close();
            }
        }
        NDArray rows = sum.reshape(width, (long) side * side).transpose();
        return tokens.get(new NDIndex("0:1")).concat(rows, 0);
    }

    void put(SequencedMap<String, Parameter> parameters) {
        for (int i = 0; i < KERNELS.size(); i++) {
            MilNetwork.put(parameters, "position." + KERNELS.get(i), convolutions.get(i));
        }
    }
}
