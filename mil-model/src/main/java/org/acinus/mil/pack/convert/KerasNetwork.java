package org.acinus.mil.pack.convert;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.acinus.mil.calibrate.novelty.TrainingNorm;
import org.acinus.mil.pack.ClassSpec;
import org.acinus.mil.pack.EncoderSpec;
import org.acinus.mil.pack.InvalidPackException;
import org.acinus.mil.pack.MapSpec;
import org.acinus.mil.pack.Tensor;
import org.acinus.mil.pack.keras.KerasFile;
import org.acinus.mil.pack.keras.KerasLayer;
import org.acinus.mil.pack.onnx.BatchNorm;
import org.acinus.mil.pack.onnx.FoldedConvolution;
import org.acinus.mil.pack.onnx.OnnxGraph;
import org.acinus.mil.pack.onnx.Padding;

/// Writes a chain of Keras layers, such as MobileNet, down as a graph from bytes to embeddings and, where its last
/// layer is a softmax, to class probabilities. One thread, one use.
///
/// The embedding is what the global average gives; batch norm is folded into the convolution before it.
public final class KerasNetwork {
    /// File of the graph in a pack.
    public static final String GRAPH = "encoder.onnx";

    private static final String INPUT = "tiles";
    private static final String EMBEDDING = "embedding";
    private static final String PROBABILITIES = "probabilities";

    private final KerasFile keras;
    private final ByteScaling scaling;
    private final int pixels;
    private final OnnxGraph graph = new OnnxGraph("keras");
    private final ConvolutionLayers layers;

    private String x;
    private int channels = 3;
    private Optional<Open> open = Optional.empty();
    private Optional<Padding> padding = Optional.empty();
    private Optional<MapSpec> map = Optional.empty();
    private Optional<String> denseWeights = Optional.empty();

    /// Of the last convolution, of the last ReLU6 right behind one, and of that before the global average.
    private Optional<BatchNorm> normalised = Optional.empty();

    private Optional<BatchNorm> clipped = Optional.empty();
    private Optional<BatchNorm> averaged = Optional.empty();

    /// A convolution that still waits for its batch norm.
    private record Open(String name, Tensor weight, Optional<Tensor> bias, int groups, int stride, Padding padding) {}

    private KerasNetwork(KerasFile keras, ByteScaling scaling) {
        this.keras = keras;
        this.scaling = scaling;
        pixels = inputPixels(keras.layers().getFirst());
        layers = new ConvolutionLayers(graph, pixels);
        x = layers.normalise(graph.tiles(INPUT, pixels), scaling);
    }

    /// Converts a model.
    ///
    /// @param scaling of bytes before the first layer
    /// @param spacingMicrons of the tiles that it was trained on
    /// @param classes names of its outputs, as many as it has; empty to leave its classifier out
    /// @throws InvalidPackException where it holds something that is not known here
    public static ForeignEncoder convert(
            KerasFile keras, ByteScaling scaling, double spacingMicrons, List<String> classes) {
        return new KerasNetwork(keras, scaling).convert(spacingMicrons, classes);
    }

    /// What the embedding's features were like in training: of networks whose last map is batch norm and ReLU6.
    ///
    /// @throws InvalidPackException where it holds something that is not known here
    static Optional<TrainingNorm> norm(KerasFile keras) {
        KerasNetwork network = new KerasNetwork(keras, ByteScaling.MINUS_ONE_TO_ONE);
        for (KerasLayer layer : keras.layers()) {
            network.add(layer, List.of());
        }
        return network.averaged.map(norm -> TrainingNorm.ofClipped(doubles(norm.beta()), doubles(norm.gamma()), 6));
    }

    private static double[] doubles(Tensor tensor) {
        double[] values = new double[tensor.size()];
        Arrays.setAll(values, tensor::at);
        return values;
    }

    private ForeignEncoder convert(double spacingMicrons, List<String> classes) {
        for (KerasLayer layer : keras.layers()) {
            if (denseWeights.isPresent() && !layer.kind().equals("Activation")) {
                throw layer.refusal("nothing may follow the classifier");
            }
            add(layer, classes);
        }
        MapSpec found = map.orElseThrow(
                () -> new InvalidPackException("The model has no GlobalAveragePooling2D layer, so no embedding"));
        EncoderSpec spec = EncoderSpec.ofOnnx(
                        GRAPH, pixels, spacingMicrons, INPUT, EMBEDDING, channels, scaling.words())
                .mapping(found);
        String description = String.format(
                Locale.ROOT,
                "Keras model of %d layers, %d features%s",
                keras.layers().size(),
                channels,
                denseWeights.map(name -> ", " + classes.size() + " classes").orElse(""));
        return new ForeignEncoder(
                graph.toBytes(),
                denseWeights
                        .map(name -> spec.classifying(new ClassSpec(classes, PROBABILITIES, Optional.of(name))))
                        .orElse(spec),
                description);
    }

    private static int inputPixels(KerasLayer first) {
        JsonNode shape = first.config().path("batch_input_shape");
        if (shape.isMissingNode()) {
            shape = first.config().path("batch_shape");
        }
        int side = shape.path(1).asInt();
        if (side < 8
                || side > 4096
                || side != shape.path(2).asInt()
                || shape.path(3).asInt() != 3) {
            throw first.refusal("its input is not a square of RGB pixels of a stated size, but " + shape);
        }
        return side;
    }

    private void add(KerasLayer layer, List<String> classes) {
        switch (layer.kind()) {
            case "InputLayer", "Dropout", "SpatialDropout2D" -> {}
            case "ZeroPadding2D" -> padding = Optional.of(padding(layer));
            case "Conv2D", "Convolution2D" -> convolve(layer, "kernel", 1, 3, 2, 0, 1);
            case "DepthwiseConv2D" -> convolve(layer, "depthwise_kernel", channels, 2, 3, 0, 1);
            case "BatchNormalization" -> normalise(layer);
            case "Activation", "ReLU" -> activate(layer, activation(layer));
            case "GlobalAveragePooling2D" -> average();
            case "Dense" -> classify(layer, classes);
            default -> throw layer.refusal("layers of this kind are not known");
        }
    }

    private static Padding padding(KerasLayer layer) {
        JsonNode amount = layer.config().path("padding");
        if (amount.isInt()) {
            return Padding.around(amount.asInt());
        }
        JsonNode rows = amount.path(0);
        if (!rows.equals(amount.path(1))) {
            throw layer.refusal("rows and columns are padded differently");
        }
        return rows.isInt()
                ? Padding.around(rows.asInt())
                : new Padding(rows.path(0).asInt(), rows.path(1).asInt());
    }

    private void convolve(KerasLayer layer, String kind, int groups, int... axes) {
        close();
        normalised = Optional.empty();
        clipped = Optional.empty();
        if (!layer.word("data_format", "channels_last").equals("channels_last")
                || layer.whole("dilation_rate") != 1
                || (groups > 1 && layer.whole("depth_multiplier") != 1)) {
            throw layer.refusal("only channels last, without dilation or depth multiplier");
        }
        int kernel = layer.whole("kernel_size");
        int stride = layer.whole("strides");
        int out = groups > 1 ? channels : layer.whole("filters");
        Tensor stored = groups > 1
                ? keras.tensor(layer.name() + "/" + kind, kernel, kernel, channels, 1)
                : keras.tensor(layer.name() + "/" + kind, kernel, kernel, channels, out);
        Optional<Tensor> bias = layer.flag("use_bias", true)
                ? Optional.of(keras.tensor(layer.name() + "/bias", out))
                : Optional.empty();
        Padding around = layer.word("padding", "valid").equals("same")
                ? Padding.same(layers.pixels(), kernel, stride)
                : Padding.NONE;
        open = Optional.of(new Open(
                layer.name(),
                stored.transpose(axes),
                bias,
                groups,
                stride,
                padding.map(around::plus).orElse(around)));
        padding = Optional.empty();
        channels = out;
        activate(layer, layer.word("activation", "linear"));
    }

    private void normalise(KerasLayer layer) {
        Open convolution = open.orElseThrow(() -> layer.refusal("it does not follow a convolution"));
        String name = layer.name();
        BatchNorm norm = new BatchNorm(
                keras.tensor(name + "/gamma", channels),
                keras.tensor(name + "/beta", channels),
                keras.tensor(name + "/moving_mean", channels),
                keras.tensor(name + "/moving_variance", channels),
                layer.number("epsilon"));
        open = Optional.empty();
        normalised = Optional.of(norm);
        put(convolution, FoldedConvolution.fold(convolution.weight(), convolution.bias(), norm, convolution.groups()));
    }

    /// Writes down a convolution that no batch norm follows.
    private void close() {
        open.ifPresent(convolution -> put(
                convolution, FoldedConvolution.plain(convolution.weight(), convolution.bias(), convolution.groups())));
        open = Optional.empty();
    }

    private void put(Open convolution, FoldedConvolution folded) {
        x = layers.padded(convolution.name(), x, folded, convolution.stride(), convolution.padding());
    }

    private static String activation(KerasLayer layer) {
        if (layer.kind().equals("Activation")) {
            return layer.word("activation", "linear");
        }
        JsonNode most = layer.config().path("max_value");
        return most.isNull() || most.isMissingNode() ? "relu" : most.asDouble() == 6 ? "relu6" : "relu to " + most;
    }

    private void activate(KerasLayer layer, String activation) {
        switch (activation) {
            case "linear" -> {}
            case "relu6" -> {
                close();
                clipped = normalised;
                x = layers.relu6(x);
            }
            case "relu" -> {
                close();
                x = layers.relu(x);
            }
            case "softmax" -> softmax(layer);
            default -> throw layer.refusal("its activation " + activation + " is not known");
        }
    }

    private void average() {
        close();
        averaged = clipped;
        map = Optional.of(new MapSpec(x, MapSpec.Layout.NCHW));
        graph.embedByGlobalAverage(EMBEDDING, x, channels);
        x = EMBEDDING;
    }

    private void classify(KerasLayer layer, List<String> classes) {
        if (map.isEmpty()) {
            throw layer.refusal("it does not follow the global average");
        }
        if (classes.isEmpty()) {
            return;
        }
        int units = layer.whole("units");
        if (units != classes.size()) {
            throw layer.refusal("it has " + units + " outputs, but " + classes.size() + " classes are named");
        }
        Tensor kernel = keras.tensor(layer.name() + "/kernel", channels, units);
        denseWeights = Optional.of(graph.constant(layer.name() + ".weight", kernel.transpose(1, 0)));
        String bias = graph.constant(
                layer.name() + ".bias",
                layer.flag("use_bias", true)
                        ? keras.tensor(layer.name() + "/bias", units)
                        : new Tensor(List.of(units), new float[units]));
        x = graph.node("Gemm", "logits", List.of(x, denseWeights.orElseThrow(), bias), OnnxGraph.integer("transB", 1));
        activate(layer, layer.word("activation", "linear"));
    }

    private void softmax(KerasLayer layer) {
        if (denseWeights.isEmpty()) {
            return; // the classifier was left out
        }
        if (!x.equals("logits")) {
            throw layer.refusal("softmax belongs after the classifier");
        }
        x = graph.node("Softmax", PROBABILITIES, List.of(x), OnnxGraph.integer("axis", 1));
        graph.output(
                PROBABILITIES, keras.tensor(denseName() + "/kernel").shape().getLast());
    }

    private String denseName() {
        return denseWeights.orElseThrow().replaceFirst("\\.weight$", "");
    }
}
