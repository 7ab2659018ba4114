package org.acinus.mil.pack.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.acinus.mil.pack.InvalidPackException;
import org.acinus.mil.pack.MapSpec;
import org.acinus.mil.pack.Tensor;

/// An ONNX graph that somebody wrote, looked at without an engine. Immutable.
public final class OnnxFile {
    /// Operators that only give the averaged map another shape.
    private static final Set<String> RESHAPING = Set.of("Flatten", "Reshape", "Squeeze", "Identity");

    /// Operators that average a map over its rows and columns.
    private static final Set<String> AVERAGING = Set.of("GlobalAveragePool", "ReduceMean");

    private final ModelProto model;
    private final String name;

    private OnnxFile(ModelProto model, String name) {
        this.model = model;
        this.name = name;
    }

    /// Reads a graph.
    ///
    /// @param name of its pack, for messages
    /// @throws InvalidPackException where it is none
    public static OnnxFile parse(byte[] onnx, String name) {
        try {
            return new OnnxFile(ModelProto.parseFrom(onnx), name);
        } catch (InvalidProtocolBufferException broken) {
            throw new InvalidPackException("Pack " + name + ": its graph is not ONNX: " + broken.getMessage(), broken);
        }
    }

    /// Weights by name.
    ///
    /// @throws InvalidPackException where there is no float32 tensor of that name inside the graph
    public Tensor constant(String tensor) {
        for (TensorProto proto : model.getGraph().getInitializerList()) {
            if (proto.getName().equals(tensor)) {
                return decode(proto);
            }
        }
        throw new InvalidPackException("Pack " + name + ": the graph has no weights named " + tensor);
    }

    private Tensor decode(TensorProto proto) {
        List<Integer> shape = proto.getDimsList().stream().map(Math::toIntExact).toList();
        long count = 1;
        for (int length : shape) {
            count *= length;
        }
        ByteBuffer raw = proto.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        boolean packed = raw.remaining() == count * Float.BYTES;
        if (proto.getDataType() != TensorProto.DataType.FLOAT.getNumber()
                || (!packed && proto.getFloatDataCount() != count)) {
            throw new InvalidPackException(
                    "Pack " + name + ": " + proto.getName() + " is not stored as float32 inside the graph");
        }
        float[] values = new float[(int) count];
        for (int i = 0; i < values.length; i++) {
            values[i] = packed ? raw.getFloat() : proto.getFloatData(i);
        }
        return new Tensor(shape, values);
    }

    /// The map of `[N, channels, rows, columns]` whose average over rows and columns an output is, if it is one.
    ///
    /// @param output of the graph
    public Optional<MapSpec> averagedInto(String output) {
        Optional<NodeProto> node = producer(output);
        while (node.isPresent() && RESHAPING.contains(node.get().getOpType())) {
            node = producer(node.get().getInput(0));
        }
        return node.filter(last -> AVERAGING.contains(last.getOpType()))
                .map(last -> new MapSpec(last.getInput(0), MapSpec.Layout.NCHW));
    }

    /// The same graph with tiles of bytes as its input, which become numbers from 0 to 1 for the input there was.
    ///
    /// @param former name of the only input, float32 of shape `[N, pixels, pixels, 3]`
    /// @param name of the new input, which the graph does not have yet
    /// @throws InvalidPackException where its input is another
    public byte[] withByteInput(String former, String name, int pixels) {
        GraphProto graph = model.getGraph();
        if (graph.getInputCount() != 1 || !graph.getInput(0).getName().equals(former)) {
            throw new InvalidPackException("Pack " + this.name + ": the graph's only input is not " + former);
        }
        OnnxGraph bytes = new OnnxGraph("bytes");
        String cast = bytes.cast(name + ".float", bytes.tiles(name, pixels));
        bytes.node("Div", former, List.of(cast, bytes.constant(name + ".full", 255)));
        GraphProto first = bytes.proto();
        GraphProto.Builder both = graph.toBuilder().clearInput().clearNode();
        both.addAllInput(first.getInputList());
        both.addAllInitializer(first.getInitializerList());
        both.addAllNode(first.getNodeList()).addAllNode(graph.getNodeList());
        return model.toBuilder().setGraph(both).build().toByteArray();
    }

    private Optional<NodeProto> producer(String result) {
        return model.getGraph().getNodeList().stream()
                .filter(node -> node.getOutputList().contains(result))
                .findFirst();
    }

    /// The same graph with a feature map as its only output, `[N, rows, columns, channels]`; an engine leaves out
    /// what the map does not need.
    ///
    /// @param map in this graph
    /// @param output name to give it, which the graph does not have yet
    public byte[] withOutput(MapSpec map, String output) {
        if (producer(map.tensor()).isEmpty()) {
            throw new InvalidPackException("Pack " + name + ": the graph has no result named " + map.tensor());
        }
        GraphProto.Builder graph = model.getGraph().toBuilder().clearOutput();
        NodeProto.Builder node = NodeProto.newBuilder()
                .setName(output)
                .setOpType("Identity")
                .addInput(map.tensor())
                .addOutput(output);
        if (map.layout() == MapSpec.Layout.NCHW) {
            node.setOpType("Transpose").addAttribute(OnnxGraph.ints("perm", 0, 2, 3, 1));
        }
        graph.addNode(node).addOutput(OnnxGraph.floats(output, 4));
        return model.toBuilder().setGraph(graph).build().toByteArray();
    }
}
