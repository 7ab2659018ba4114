package org.acinus.mil.pack.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.UnsafeByteOperations;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.acinus.mil.pack.Tensor;

/// An ONNX graph in the making, node by node in the order of computation. One thread at a time.
///
/// Every method that adds something returns the name of its result, to be the next node's input. No time, user or
/// version goes into the file: the same calls give the same bytes.
public final class OnnxGraph {
    /// Operators of this opset; ONNX Runtime 1.29 knows later ones, but nothing here needs them.
    private static final long OPSET = 17;

    /// Version of the file format that came with the opset.
    private static final long IR_VERSION = 8;

    /// Stands for a size that is only known at run time.
    private static final long ANY = -1;

    private final GraphProto.Builder graph;

    /// An empty graph.
    public OnnxGraph(String name) {
        graph = GraphProto.newBuilder().setName(name);
    }

    /// Declares the input: tiles as they lie in a batch, bytes of shape `[N, pixels, pixels, 3]`.
    public String tiles(String name, int pixels) {
        graph.addInput(value(name, TensorProto.DataType.UINT8, ANY, pixels, pixels, 3));
        return name;
    }

    /// Declares a result of the graph, float32 of shape `[N, dimension]`.
    public void output(String name, int dimension) {
        graph.addOutput(value(name, TensorProto.DataType.FLOAT, ANY, dimension));
    }

    /// Adds weights.
    public String constant(String name, Tensor tensor) {
        ByteBuffer raw = ByteBuffer.allocate(tensor.size() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < tensor.size(); i++) {
            raw.putFloat(tensor.at(i));
        }
        TensorProto.Builder proto = TensorProto.newBuilder()
                .setName(name)
                .setDataType(TensorProto.DataType.FLOAT.getNumber())
                .setRawData(UnsafeByteOperations.unsafeWrap(raw.flip()));
        tensor.shape().forEach(proto::addDims);
        graph.addInitializer(proto);
        return name;
    }

    /// Adds a single number.
    public String constant(String name, double value) {
        return constant(name, new Tensor(List.of(), new float[] {(float) value}));
    }

    /// Adds whole numbers, such as a shape or places.
    public String wholeNumbers(String name, long... values) {
        TensorProto.Builder proto = TensorProto.newBuilder()
                .setName(name)
                .setDataType(TensorProto.DataType.INT64.getNumber())
                .addDims(values.length);
        for (long value : values) {
            proto.addInt64Data(value);
        }
        graph.addInitializer(proto);
        return name;
    }

    /// Adds a place along an axis, which takes the axis away from what it picks from.
    public String index(String name, long place) {
        graph.addInitializer(TensorProto.newBuilder()
                .setName(name)
                .setDataType(TensorProto.DataType.INT64.getNumber())
                .addInt64Data(place));
        return name;
    }

    /// Adds one operation with one result.
    ///
    /// @param operator as the ONNX specification names it
    /// @param output name of the result
    /// @param inputs names of earlier results, inputs or constants
    /// @param attributes made by [#ints], [#integer], [#real]
    public String node(String operator, String output, List<String> inputs, AttributeProto... attributes) {
        graph.addNode(NodeProto.newBuilder()
                .setName(output)
                .setOpType(operator)
                .addAllInput(inputs)
                .addOutput(output)
                .addAllAttribute(List.of(attributes)));
        return output;
    }

    /// Turns the tiles' bytes into float32.
    public String cast(String output, String input) {
        return node("Cast", output, List.of(input), integer("to", TensorProto.DataType.FLOAT.getNumber()));
    }

    /// Adds a two-dimensional convolution.
    ///
    /// @param weights folded weight and bias
    /// @param stride along both axes
    /// @param padding zeros around the input
    public String convolution(String output, String input, FoldedConvolution weights, int stride, Padding padding) {
        int kernel = weights.weight().shape().getLast();
        List<String> inputs = List.of(
                input, constant(output + ".weight", weights.weight()), constant(output + ".bias", weights.bias()));
        return node(
                "Conv",
                output,
                inputs,
                integer("group", weights.groups()),
                ints("kernel_shape", kernel, kernel),
                padding.attribute(),
                ints("strides", stride, stride));
    }

    /// Adds `input * weight + bias` along the last axis.
    ///
    /// @param weight `[in, out]`
    /// @param bias `[out]`
    public String linear(String output, String input, Tensor weight, Tensor bias) {
        String product = node("MatMul", output + ".product", List.of(input, constant(output + ".weight", weight)));
        return node("Add", output, List.of(product, constant(output + ".bias", bias)));
    }

    /// Adds the mean of each channel of `[N, channels, height, width]` as the graph's only output, `[N,
    /// channels]`.
    public void embedByGlobalAverage(String output, String input, int channels) {
        String pooled = node("GlobalAveragePool", "pool", List.of(input));
        node("Flatten", output, List.of(pooled), integer("axis", 1));
        output(output, channels);
    }

    /// The graph as it is now.
    GraphProto proto() {
        return graph.build();
    }

    /// The finished model.
    public byte[] toBytes() {
        return ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .setProducerName("Acinus")
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPSET))
                .setGraph(graph)
                .build()
                .toByteArray();
    }

    /// An attribute that is a whole number.
    public static AttributeProto integer(String name, long value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.INT)
                .setI(value)
                .build();
    }

    /// An attribute that is a number.
    public static AttributeProto real(String name, double value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.FLOAT)
                .setF((float) value)
                .build();
    }

    /// An attribute that is a list of whole numbers.
    public static AttributeProto ints(String name, long... values) {
        AttributeProto.Builder attribute =
                AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.INTS);
        for (long value : values) {
            attribute.addInts(value);
        }
        return attribute.build();
    }

    /// A float32 result of so many axes, whose lengths are not stated.
    static ValueInfoProto floats(String name, int rank) {
        long[] sizes = new long[rank];
        Arrays.fill(sizes, ANY);
        return value(name, TensorProto.DataType.FLOAT, sizes);
    }

    private static ValueInfoProto value(String name, TensorProto.DataType type, long... sizes) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        for (int axis = 0; axis < sizes.length; axis++) {
            long size = sizes[axis];
            TensorShapeProto.Dimension.Builder dimension = shape.addDimBuilder();
            if (size == ANY) {
                dimension.setDimParam(axis == 0 ? "N" : "axis" + axis);
            } else {
                dimension.setDimValue(size);
            }
        }
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder()
                                .setElemType(type.getNumber())
                                .setShape(shape)))
                .build();
    }
}
