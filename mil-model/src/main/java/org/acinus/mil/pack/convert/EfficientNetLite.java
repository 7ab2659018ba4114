package org.acinus.mil.pack.convert;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.acinus.mil.pack.NamedTensors;
import org.acinus.mil.pack.onnx.BatchNorm;
import org.acinus.mil.pack.onnx.FoldedConvolution;
import org.acinus.mil.pack.onnx.OnnxGraph;
import org.acinus.mil.pack.onnx.Padding;

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

    /// The same network for tiles of another size, or with another batch norm.
    public EfficientNetLite with(int pixels, double normEpsilon) {
        return new EfficientNetLite(pixels, stemChannels, blocks, headChannels, normEpsilon);
    }

    /// The same blocks with the channels that a checkpoint's layers have; whether these fit each other is seen when the
    /// graph is written.
    ///
    /// @param weights named as in `efficientnet-lite-pytorch`
    public EfficientNetLite sizedAs(NamedTensors weights) {
        int stem = channels(weights, "_conv_stem");
        int in = stem;
        List<Block> sized = new ArrayList<>();
        for (int i = 0; i < blocks.size(); i++) {
            Block block = blocks.get(i);
            int hidden = channels(weights, "_blocks." + i + "._depthwise_conv");
            int out = channels(weights, "_blocks." + i + "._project_conv");
            sized.add(new Block(block.kernel(), block.stride(), in, hidden, out));
            in = out;
        }
        return new EfficientNetLite(inputPixels, stem, sized, channels(weights, "_conv_head"), epsilon);
    }

    private static int channels(NamedTensors weights, String convolution) {
        return weights.tensor(convolution + ".weight").shape().getFirst();
    }

    public EfficientNetLite {
        blocks = List.copyOf(blocks);
    }

    /// Writes the network down as a graph from bytes to embeddings.
    ///
    /// Normalisation, `(byte - 127) / 128` in every channel, is the graph's first step.
    ///
    /// @param weights named as in `efficientnet-lite-pytorch`
    /// @param inputName of the graph
    /// @param outputName of the graph
    public byte[] toOnnx(NamedTensors weights, String inputName, String outputName) {
        return toOnnx(weights, inputName, outputName, ByteScaling.same(127, 128), true);
    }

    /// The same with another first step and padding.
    ///
    /// @param samePadding TensorFlow's padding `SAME`, else PyTorch's, the same on every side
    public byte[] toOnnx(
            NamedTensors weights, String inputName, String outputName, ByteScaling scaling, boolean samePadding) {
        OnnxGraph graph = new OnnxGraph("efficientnet-lite");
        Layers layers = new Layers(graph, weights, samePadding);
        String x = layers.shared.normalise(graph.tiles(inputName, inputPixels), scaling);
        x = layers.stem(x);
        for (int i = 0; i < blocks.size(); i++) {
            x = layers.block(i, x);
        }
        x = layers.head(x);
        graph.embedByGlobalAverage(outputName, x, headChannels);
        return graph.toBytes();
    }

    /// The layers of this network on one graph, added from the first to the last.
    private final class Layers {
        private final OnnxGraph graph;
        private final NamedTensors weights;
        private final ConvolutionLayers shared;

        private final boolean samePadding;

        Layers(OnnxGraph graph, NamedTensors weights, boolean samePadding) {
            this.samePadding = samePadding;
            this.graph = graph;
            this.weights = weights;
            shared = new ConvolutionLayers(graph, inputPixels);
            // First of all: the order of constants is part of the identity of lite0.
            shared.declareBounds();
        }

        String stem(String input) {
            FoldedConvolution stem = fold("_conv_stem", "_bn0", 1, stemChannels, 3, 3, 3);
            return shared.relu6(convolve("stem", input, stem, 2));
        }

        String head(String input) {
            FoldedConvolution head =
                    fold("_conv_head", "_bn1", 1, headChannels, blocks.getLast().out(), 1, 1);
            return shared.relu6(convolve("head", input, head, 1));
        }

        String block(int index, String input) {
            Block block = blocks.get(index);
            String name = "block" + index;
            String source = "_blocks." + index + ".";
            String x = input;
            if (block.hidden() != block.in()) {
                FoldedConvolution expand =
                        fold(source + "_expand_conv", source + "_bn0", 1, block.hidden(), block.in(), 1, 1);
                x = shared.relu6(convolve(name + ".expand", x, expand, 1));
            }
            FoldedConvolution filter = fold(
                    source + "_depthwise_conv",
                    source + "_bn1",
                    block.hidden(),
                    block.hidden(),
                    1,
                    block.kernel(),
                    block.kernel());
            x = shared.relu6(convolve(name + ".filter", x, filter, block.stride()));
            FoldedConvolution project =
                    fold(source + "_project_conv", source + "_bn2", 1, block.out(), block.hidden(), 1, 1);
            x = convolve(name + ".project", x, project, 1);
            return block.isResidual() ? graph.node("Add", name + ".sum", List.of(x, input)) : x;
        }

        private String convolve(String name, String input, FoldedConvolution convolution, int stride) {
            int kernel = convolution.weight().shape().getLast();
            return samePadding
                    ? shared.same(name, input, convolution, stride)
                    : shared.padded(name, input, convolution, stride, Padding.around(kernel / 2));
        }

        private FoldedConvolution fold(String convolution, String norm, int groups, int... shape) {
            return FoldedConvolution.fold(
                    weights.tensor(convolution + ".weight", shape),
                    Optional.empty(),
                    BatchNorm.torch(weights, norm, shape[0], epsilon),
                    groups);
        }
    }
}
