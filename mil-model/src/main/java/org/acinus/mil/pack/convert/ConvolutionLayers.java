package org.acinus.mil.pack.convert;

import java.util.List;
import org.acinus.mil.pack.Tensor;
import org.acinus.mil.pack.onnx.FoldedConvolution;
import org.acinus.mil.pack.onnx.OnnxGraph;
import org.acinus.mil.pack.onnx.Padding;

/// The layers that convolutional networks share, added to a graph from the first to the last. One thread.
public final class ConvolutionLayers {
    private final OnnxGraph graph;
    private boolean bounded;
    private int pixels;

    /// Begins with tiles of this width and height.
    public ConvolutionLayers(OnnxGraph graph, int pixels) {
        this.graph = graph;
        this.pixels = pixels;
    }

    /// Width and height of what the last convolution gave.
    public int pixels() {
        return pixels;
    }

    /// Turns tiles as they lie in a batch into planes of scaled bytes.
    ///
    /// Stays apart from the first convolution: folded into it, the padding would no longer be zero.
    public String normalise(String tiles, ByteScaling scaling) {
        // Transposed while still bytes: a quarter of the memory traffic.
        String planes = graph.node("Transpose", "planes", List.of(tiles), OnnxGraph.ints("perm", 0, 3, 1, 2));
        String bytes = graph.cast("bytes", planes);
        String middle = graph.constant("centre", numbers(scaling, scaling.centre()));
        String width = graph.constant("range", numbers(scaling, scaling.range()));
        String centred = graph.node("Sub", "centred", List.of(bytes, middle));
        return graph.node("Div", "scaled", List.of(centred, width));
    }

    private static Tensor numbers(ByteScaling scaling, List<Double> channels) {
        if (scaling.isSame()) {
            return new Tensor(List.of(), new float[] {channels.getFirst().floatValue()});
        }
        float[] values = new float[channels.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = channels.get(i).floatValue();
        }
        return new Tensor(List.of(1, values.length, 1, 1), values);
    }

    /// The greatest of each 3x3 neighbourhood, at every second place.
    public String maximum(String name, String input) {
        pixels = Padding.around(1).pixelsAfter(pixels, 3, 2);
        return graph.node(
                "MaxPool",
                name,
                List.of(input),
                OnnxGraph.ints("kernel_shape", 3, 3),
                OnnxGraph.ints("pads", 1, 1, 1, 1),
                OnnxGraph.ints("strides", 2, 2));
    }

    /// A convolution with TensorFlow's padding `SAME`.
    public String same(String name, String input, FoldedConvolution convolution, int stride) {
        int kernel = convolution.weight().shape().getLast();
        return padded(name, input, convolution, stride, Padding.same(pixels, kernel, stride));
    }

    /// A convolution with stated padding.
    public String padded(String name, String input, FoldedConvolution convolution, int stride, Padding padding) {
        pixels = padding.pixelsAfter(pixels, convolution.weight().shape().getLast(), stride);
        return graph.convolution(name, input, convolution, stride, padding);
    }

    /// `max(x, 0)`.
    public String relu(String input) {
        return graph.node("Relu", input + ".relu", List.of(input));
    }

    /// `min(max(x, 0), 6)`.
    public String relu6(String input) {
        declareBounds();
        return graph.node("Clip", input + ".relu6", List.of(input, "zero", "six"));
    }

    /// Puts the bounds of [#relu6] among the constants, unless they are there.
    void declareBounds() {
        if (!bounded) {
            graph.constant("zero", 0);
            graph.constant("six", 6);
            bounded = true;
        }
    }
}
