package org.acinus.mil.pack.convert;

import java.util.List;
import org.acinus.mil.pack.onnx.FoldedConvolution;
import org.acinus.mil.pack.onnx.OnnxGraph;
import org.acinus.mil.pack.onnx.Padding;

/// The layers that convolutional networks share, added to a graph from the first to the last. One thread.
final class ConvolutionLayers {
    private final OnnxGraph graph;
    private final String zero;
    private final String six;
    private int pixels;

    /// Begins with tiles of this width and height.
    ConvolutionLayers(OnnxGraph graph, int pixels) {
        this.graph = graph;
        this.pixels = pixels;
        zero = graph.constant("zero", 0);
        six = graph.constant("six", 6);
    }

    /// Width and height of what the last convolution gave.
    int pixels() {
        return pixels;
    }

    /// Turns tiles as they lie in a batch into planes of `(byte - centre) / range`.
    ///
    /// Stays apart from the first convolution: folded into it, the padding would no longer be zero.
    String normalise(String tiles, double centre, double range) {
        // Transposed while still bytes: a quarter of the memory traffic.
        String planes = graph.node("Transpose", "planes", List.of(tiles), OnnxGraph.ints("perm", 0, 3, 1, 2));
        String bytes = graph.cast("bytes", planes);
        String middle = graph.constant("centre", centre);
        String width = graph.constant("range", range);
        String centred = graph.node("Sub", "centred", List.of(bytes, middle));
        return graph.node("Div", "scaled", List.of(centred, width));
    }

    /// A convolution with TensorFlow's padding `SAME`.
    String same(String name, String input, FoldedConvolution convolution, int stride) {
        int kernel = convolution.weight().shape().getLast();
        return padded(name, input, convolution, stride, Padding.same(pixels, kernel, stride));
    }

    /// A convolution with stated padding.
    String padded(String name, String input, FoldedConvolution convolution, int stride, Padding padding) {
        pixels = padding.pixelsAfter(pixels, convolution.weight().shape().getLast(), stride);
        return graph.convolution(name, input, convolution, stride, padding);
    }

    /// `min(max(x, 0), 6)`.
    String relu6(String input) {
        return graph.node("Clip", input + ".relu6", List.of(input, zero, six));
    }
}
