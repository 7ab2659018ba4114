package org.acinus.mil.pack.convert;

import java.util.List;
import org.acinus.mil.pack.Tensor;

/// An EfficientNet-Lite as data (Tan and Le 2019, in TensorFlow's Lite variant: ReLU6, no
/// squeeze-and-excitation).
///
/// @param inputPixels width and height of a tile
/// @param stemChannels of the first convolution, 3x3 with stride 2
/// @param blocks in order
/// @param headChannels of the last convolution, which is also the length of the embedding
/// @param epsilon of every batch norm
public record EfficientNetLite(
        int inputPixels, int stemChannels, List<Block> blocks, int headChannels, double epsilon) {
    /// An inverted residual: expand, filter each channel, project.
    ///
    /// @param kernel of the depthwise convolution
    /// @param stride of the depthwise convolution
    /// @param in channels that come in
    /// @param hidden channels between; equal to `in` where nothing is expanded
    /// @param out channels that go out
    public record Block(int kernel, int stride, int in, int hidden, int out) {
        /// Whether the input is added to the output.
        boolean isResidual() {
            return stride == 1 && in == out;
        }
    }

    /// The smallest of the family.
    public static final EfficientNetLite LITE0 = new EfficientNetLite(
            224,
            32,
            List.of(
                    new Block(3, 1, 32, 32, 16),
                    new Block(3, 2, 16, 96, 24),
                    new Block(3, 1, 24, 144, 24),
                    new Block(5, 2, 24, 144, 40),
                    new Block(5, 1, 40, 240, 40),
                    new Block(3, 2, 40, 240, 80),
                    new Block(3, 1, 80, 480, 80),
                    new Block(3, 1, 80, 480, 80),
                    new Block(5, 1, 80, 480, 112),
                    new Block(5, 1, 112, 672, 112),
                    new Block(5, 1, 112, 672, 112),
                    new Block(5, 2, 112, 672, 192),
                    new Block(5, 1, 192, 1152, 192),
                    new Block(5, 1, 192, 1152, 192),
                    new Block(5, 1, 192, 1152, 192),
                    new Block(3, 1, 192, 1152, 320)),
            1280,
            0.001);

    public EfficientNetLite {
        blocks = List.copyOf(blocks);
    }

    /// Writes the network down as a graph from bytes to embeddings.
    ///
    /// Normalisation, `(byte - 127) / 128` in every channel, is the graph's first step and stays apart from the
    /// first convolution: folded into it, the padding would no longer be zero.
    ///
    /// @param weights named as in `efficientnet-lite-pytorch`
    /// @param inputName of the graph
    /// @param outputName of the graph
    public byte[] toOnnx(TorchCheckpoint weights, String inputName, String outputName) {
        OnnxGraph graph = new OnnxGraph("efficientnet-lite");
        Layers layers = new Layers(graph, weights);
        String x = layers.normalise(graph.tiles(inputName, inputPixels));
        x = layers.stem(x);
        for (int i = 0; i < blocks.size(); i++) {
            x = layers.block(i, x);
        }
        x = layers.head(x);
        x = graph.node("GlobalAveragePool", "pool", List.of(x));
        graph.node("Flatten", outputName, List.of(x), OnnxGraph.integer("axis", 1));
        graph.output(outputName, headChannels);
        return graph.toBytes();
    }

    /// The layers of this network on one graph, added from the first to the last.
    private final class Layers {
        private final OnnxGraph graph;
        private final TorchCheckpoint weights;
        private final String zero;
        private final String six;
        private int pixels = inputPixels;

        Layers(OnnxGraph graph, TorchCheckpoint weights) {
            this.graph = graph;
            this.weights = weights;
            zero = graph.constant("zero", scalar(0));
            six = graph.constant("six", scalar(6));
        }

        String normalise(String tiles) {
            // Transposed while still bytes: a quarter of the memory traffic.
            String planes = graph.node("Transpose", "planes", List.of(tiles), OnnxGraph.ints("perm", 0, 3, 1, 2));
            String bytes = graph.cast("bytes", planes);
            String centre = graph.constant("centre", scalar(127));
            String range = graph.constant("range", scalar(128));
            String centred = graph.node("Sub", "centred", List.of(bytes, centre));
            return graph.node("Div", "scaled", List.of(centred, range));
        }

        String stem(String input) {
            FoldedConvolution stem = fold("_conv_stem", "_bn0", 1).requireShape(stemChannels, 3, 3, 3);
            return relu6(convolution("stem", input, stem, 2));
        }

        String head(String input) {
            FoldedConvolution head = fold("_conv_head", "_bn1", 1)
                    .requireShape(headChannels, blocks.getLast().out(), 1, 1);
            return relu6(convolution("head", input, head, 1));
        }

        String block(int index, String input) {
            Block block = blocks.get(index);
            String name = "block" + index;
            String source = "_blocks." + index + ".";
            String x = input;
            if (block.hidden() != block.in()) {
                FoldedConvolution expand = fold(source + "_expand_conv", source + "_bn0", 1)
                        .requireShape(block.hidden(), block.in(), 1, 1);
                x = relu6(convolution(name + ".expand", x, expand, 1));
            }
            FoldedConvolution filter = fold(source + "_depthwise_conv", source + "_bn1", block.hidden())
                    .requireShape(block.hidden(), 1, block.kernel(), block.kernel());
            x = relu6(convolution(name + ".filter", x, filter, block.stride()));
            FoldedConvolution project =
                    fold(source + "_project_conv", source + "_bn2", 1).requireShape(block.out(), block.hidden(), 1, 1);
            x = convolution(name + ".project", x, project, 1);
            return block.isResidual() ? graph.node("Add", name + ".sum", List.of(x, input)) : x;
        }

        private FoldedConvolution fold(String convolution, String norm, int groups) {
            return FoldedConvolution.fold(weights, convolution, norm, epsilon, groups);
        }

        private String convolution(String name, String input, FoldedConvolution convolution, int stride) {
            String output = graph.convolutionSame(name, input, convolution, stride, pixels);
            pixels = Math.ceilDiv(pixels, stride);
            return output;
        }

        private static Tensor scalar(float value) {
            return new Tensor(List.of(), new float[] {value});
        }

        private String relu6(String input) {
            return graph.node("Clip", input + ".relu6", List.of(input, zero, six));
        }
    }
}
