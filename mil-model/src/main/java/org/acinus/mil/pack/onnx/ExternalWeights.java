package org.acinus.mil.pack.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.FunctionProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.SparseTensorProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TrainingInfoProto;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.acinus.mil.pack.InvalidPackException;
import org.acinus.mil.pack.ModelPack;
import org.jspecify.annotations.Nullable;

/// A pack's graph whose weights all have hashes, those too that lie in files beside it.
///
/// One protobuf message ends at 2 GiB, so larger networks keep their weights elsewhere (ONNX's "external data": a
/// tensor names a file relative to the graph). An engine opens such a file by itself and asks for no hash. Here the
/// graph is walked through for those names, past the weights and without taking any into memory.
public final class ExternalWeights {
    private static final String LOCATION = "location";
    private static final int DEEPEST = 64;

    /// The messages that may hold tensors, and in which of their fields.
    private enum Message {
        MODEL,
        FUNCTION,
        TRAINING,
        GRAPH,
        NODE,
        ATTRIBUTE,
        SPARSE,
        TENSOR,
        ENTRY;

        private static final Map<Message, Map<Integer, Message>> PARTS = Map.of(
                MODEL,
                Map.of(
                        ModelProto.GRAPH_FIELD_NUMBER, GRAPH,
                        ModelProto.FUNCTIONS_FIELD_NUMBER, FUNCTION,
                        ModelProto.TRAINING_INFO_FIELD_NUMBER, TRAINING),
                FUNCTION,
                Map.of(FunctionProto.NODE_FIELD_NUMBER, NODE),
                TRAINING,
                Map.of(
                        TrainingInfoProto.INITIALIZATION_FIELD_NUMBER, GRAPH,
                        TrainingInfoProto.ALGORITHM_FIELD_NUMBER, GRAPH),
                GRAPH,
                Map.of(
                        GraphProto.NODE_FIELD_NUMBER, NODE,
                        GraphProto.INITIALIZER_FIELD_NUMBER, TENSOR,
                        GraphProto.SPARSE_INITIALIZER_FIELD_NUMBER, SPARSE),
                NODE,
                Map.of(NodeProto.ATTRIBUTE_FIELD_NUMBER, ATTRIBUTE),
                ATTRIBUTE,
                Map.of(
                        AttributeProto.T_FIELD_NUMBER, TENSOR,
                        AttributeProto.TENSORS_FIELD_NUMBER, TENSOR,
                        AttributeProto.G_FIELD_NUMBER, GRAPH,
                        AttributeProto.GRAPHS_FIELD_NUMBER, GRAPH,
                        AttributeProto.SPARSE_TENSOR_FIELD_NUMBER, SPARSE,
                        AttributeProto.SPARSE_TENSORS_FIELD_NUMBER, SPARSE),
                SPARSE,
                Map.of(
                        SparseTensorProto.VALUES_FIELD_NUMBER, TENSOR,
                        SparseTensorProto.INDICES_FIELD_NUMBER, TENSOR),
                TENSOR,
                Map.of(TensorProto.EXTERNAL_DATA_FIELD_NUMBER, ENTRY),
                ENTRY,
                Map.of());
    }

    private final CodedInputStream in;
    private final SortedSet<String> locations = new TreeSet<>();

    private ExternalWeights(CodedInputStream in) {
        this.in = in;
    }

    /// Checks a graph and everything that it refers to.
    ///
    /// @param graph one of the pack's files
    /// @return the graph, for an engine that reads it and those files
    /// @throws InvalidPackException where it is no ONNX, or refers to a file that is not listed or has changed
    public static Path checked(ModelPack pack, String graph) {
        Path file = pack.file(graph);
        String folder = graph.substring(0, graph.lastIndexOf('/') + 1);
        for (String location : locations(file, pack.toString())) {
            if (!pack.manifest().files().containsKey(folder + location)) {
                throw new InvalidPackException("Pack " + pack + ": its graph keeps weights in '"
                        + location.replaceAll("[^\\x20-\\x7e]", "?")
                        + "', which is not among the files that pack.json lists; list it there, by its path beside the"
                        + " graph and its sha256");
            }
            pack.file(folder + location);
        }
        return file;
    }

    /// The files that a graph keeps weights in, as it names them.
    ///
    /// @param pack named in a message
    static SortedSet<String> locations(Path graph, String pack) {
        try (InputStream content = Files.newInputStream(graph)) {
            if (Files.size(graph) > Integer.MAX_VALUE) {
                throw new InvalidPackException("Pack " + pack + " cannot be loaded: " + graph.getFileName()
                        + " is larger than 2 GiB, where ONNX ends; export it with its weights in a file beside it");
            }
            CodedInputStream in = CodedInputStream.newInstance(content);
            ExternalWeights found = new ExternalWeights(in);
            found.walk(Message.MODEL, 0);
            return found.locations;
        } catch (InvalidProtocolBufferException broken) {
            throw new InvalidPackException(
                    "Pack " + pack + " cannot be loaded: " + graph.getFileName() + " is not an ONNX graph", broken);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("Pack " + pack + ": " + graph + " cannot be read", unreadable);
        }
    }

    private void walk(Message message, int depth) throws IOException {
        if (depth > DEEPEST) {
            throw new InvalidProtocolBufferException("its graphs are nested more than " + DEEPEST + " deep");
        }
        String key = "";
        String value = "";
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            int field = WireFormat.getTagFieldNumber(tag);
            int type = WireFormat.getTagWireType(tag);
            if (type == WireFormat.WIRETYPE_START_GROUP) {
                throw new InvalidProtocolBufferException("ONNX has no groups, whose depth nothing bounds");
            } else if (type != WireFormat.WIRETYPE_LENGTH_DELIMITED) {
                in.skipField(tag);
            } else if (message == Message.ENTRY && field == StringStringEntryProto.KEY_FIELD_NUMBER) {
                key = in.readString();
            } else if (message == Message.ENTRY && field == StringStringEntryProto.VALUE_FIELD_NUMBER) {
                value = in.readString();
            } else {
                into(Message.PARTS.getOrDefault(message, Map.of()).get(field), tag, depth);
            }
        }
        if (key.equals(LOCATION)) {
            locations.add(value);
        }
    }

    private void into(@Nullable Message part, int tag, int depth) throws IOException {
        if (part == null) {
            in.skipField(tag);
            return;
        }
        int outer = in.pushLimit(in.readRawVarint32());
        walk(part, depth + 1);
        in.popLimit(outer);
    }
}
