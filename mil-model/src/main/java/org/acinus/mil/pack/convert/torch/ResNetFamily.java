package org.acinus.mil.pack.convert.torch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.acinus.mil.pack.EncoderSpec;
import org.acinus.mil.pack.InvalidPackException;
import org.acinus.mil.pack.MapSpec;
import org.acinus.mil.pack.NamedTensors;
import org.acinus.mil.pack.Tensor;
import org.acinus.mil.pack.convert.ByteScaling;
import org.acinus.mil.pack.convert.ConvolutionLayers;
import org.acinus.mil.pack.convert.ForeignEncoder;
import org.acinus.mil.pack.onnx.BatchNorm;
import org.acinus.mil.pack.onnx.FoldedConvolution;
import org.acinus.mil.pack.onnx.OnnxGraph;
import org.acinus.mil.pack.onnx.Padding;

/// ResNets (He et al. 2015) under the names that torchvision and timm share, with the stride in the 3x3 convolution
/// of a bottleneck as both have it. Depths and widths are read off the tensors, so ResNet-18, 34, 50, 101 and 152
/// are all the same here.
final class ResNetFamily implements TorchFamily {
    private static final double EPSILON = 1e-5;
    private static final int USUAL_PIXELS = 224;
    private static final String LANDMARK = "layer1.0.conv1.weight";
    private static final Pattern CLASSIFIER = Pattern.compile("fc\\.(weight|bias)");

    private static final Map<List<Integer>, String> BASIC =
            Map.of(List.of(2, 2, 2, 2), "ResNet-18", List.of(3, 4, 6, 3), "ResNet-34");

    private static final Map<List<Integer>, String> BOTTLENECK = Map.of(
            List.of(3, 4, 6, 3), "ResNet-50",
            List.of(3, 4, 23, 3), "ResNet-101",
            List.of(3, 8, 36, 3), "ResNet-152");

    @Override
    public String word() {
        return "resnet";
    }

    @Override
    public boolean recognises(NamedTensors weights) {
        String prefix = TakenTensors.prefix(weights, LANDMARK);
        return weights.names().contains(prefix + LANDMARK) && weights.names().contains(prefix + "conv1.weight");
    }

    @Override
    public ForeignEncoder convert(NamedTensors weights, TorchSettings settings) {
        String prefix = TakenTensors.prefix(weights, LANDMARK);
        TakenTensors taken =
                new TakenTensors(weights, name -> name.startsWith(prefix) ? name.substring(prefix.length()) : name);
        return new Network(taken, settings).convert();
    }

    /// One network on its graph, from the first layer to the last.
    private static final class Network {
        private final TakenTensors weights;
        private final TorchSettings settings;
        private final OnnxGraph graph = new OnnxGraph("resnet");
        private final int pixels;
        private final ConvolutionLayers layers;
        private final boolean bottleneck;

        Network(TakenTensors weights, TorchSettings settings) {
            this.weights = weights;
            this.settings = settings;
            pixels = settings.pixels().orElse(USUAL_PIXELS);
            layers = new ConvolutionLayers(graph, pixels);
            bottleneck = weights.has("layer1.0.conv3.weight");
        }

        ForeignEncoder convert() {
            ByteScaling scaling = settings.scaling().orElse(ByteScaling.IMAGENET);
            String x = layers.normalise(graph.tiles(INPUT, pixels), scaling);
            x = layers.relu(convolve("conv1", "bn1", x, 2));
            x = layers.maximum("pool1", x);
            List<Integer> depths = new ArrayList<>();
            for (int stage = 1; weights.has("layer" + stage + ".0.conv1.weight"); stage++) {
                int depth = 0;
                while (weights.has("layer" + stage + "." + depth + ".conv1.weight")) {
                    x = block("layer" + stage + "." + depth, x, stage > 1 && depth == 0 ? 2 : 1);
                    depth++;
                }
                depths.add(depth);
            }
            String last = "layer" + depths.size() + "." + (depths.getLast() - 1) + (bottleneck ? ".bn3" : ".bn2");
            int dimension = weights.tensor(last + ".weight").size();
            graph.embedByGlobalAverage(EMBEDDING, x, dimension);
            weights.requireAllTaken("a ResNet", CLASSIFIER);
            EncoderSpec spec = EncoderSpec.ofOnnx(
                            GRAPH, pixels, settings.spacingMicrons(), INPUT, EMBEDDING, dimension, scaling.words())
                    .mapping(new MapSpec(x, MapSpec.Layout.NCHW));
            return new ForeignEncoder(graph.toBytes(), spec, describe(depths));
        }

        private String describe(List<Integer> depths) {
            String plain = "ResNet of " + depths + (bottleneck ? " bottlenecks" : " blocks");
            return (bottleneck ? BOTTLENECK : BASIC).getOrDefault(depths, plain) + " (He et al. 2015)";
        }

        private String block(String name, String input, int stride) {
            String x = layers.relu(convolve(name + ".conv1", name + ".bn1", input, bottleneck ? 1 : stride));
            x = convolve(name + ".conv2", name + ".bn2", x, bottleneck ? stride : 1);
            if (bottleneck) {
                x = convolve(name + ".conv3", name + ".bn3", layers.relu(x), 1);
            }
            String shortcut = weights.has(name + ".downsample.0.weight")
                    ? convolve(name + ".downsample.0", name + ".downsample.1", input, stride)
                    : input;
            return layers.relu(graph.node("Add", name + ".sum", List.of(x, shortcut)));
        }

        private String convolve(String convolution, String norm, String input, int stride) {
            Tensor weight = weights.tensor(convolution + ".weight");
            if (weight.shape().size() != 4) {
                throw new InvalidPackException("Tensor " + convolution + ".weight has the shape " + weight.shape()
                        + ", which is no convolution's");
            }
            int out = weight.shape().getFirst();
            FoldedConvolution folded =
                    FoldedConvolution.fold(weight, Optional.empty(), BatchNorm.torch(weights, norm, out, EPSILON), 1);
            int kernel = weight.shape().getLast();
            return graph.convolution(convolution, input, folded, stride, Padding.around(kernel / 2));
        }
    }
}
