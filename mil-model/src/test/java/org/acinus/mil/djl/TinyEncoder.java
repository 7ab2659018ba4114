package org.acinus.mil.djl;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.acinus.mil.pack.ClassSpec;
import org.acinus.mil.pack.EncoderSpec;
import org.acinus.mil.pack.GoldenCase;
import org.acinus.mil.pack.GoldenInput;
import org.acinus.mil.pack.GoldenSpec;
import org.acinus.mil.pack.MapSpec;
import org.acinus.mil.pack.ModelPack;
import org.acinus.mil.pack.PackKind;
import org.acinus.mil.pack.PackLicence;
import org.acinus.mil.pack.PackManifest;
import org.acinus.mil.pack.PackWriter;
import org.acinus.mil.pack.Tensor;
import org.acinus.mil.pack.onnx.OnnxGraph;

/// An encoder whose embedding is known by formula: the mean byte of each channel.
final class TinyEncoder {
    static final int PIXELS = 4;

    private TinyEncoder() {}

    /// What the classifier multiplies the mean of red, green and blue by: class by class.
    static final float[] WEIGHTS = {0.02f, 0, 0, 0, 0.01f, 0.01f};

    /// The same encoder as a classifier: softmax of [#WEIGHTS] times the embedding.
    static ModelPack writeClassifier(Path folder, int[] order) {
        OnnxGraph graph = graph();
        graph.constant("dense", new Tensor(List.of(2, 3), WEIGHTS.clone()));
        graph.node("Gemm", "logits", List.of("embedding", "dense"), OnnxGraph.integer("transB", 1));
        graph.node("Softmax", "probabilities", List.of("logits"), OnnxGraph.integer("axis", 1));
        graph.output("probabilities", 2);
        // Of a white tile both classes get 255 x 0.02.
        GoldenCase ones =
                new GoldenCase(new GoldenInput.Ones(), List.of(0, order[0], order[1]), List.of(255.0, 0.5, 0.5));
        return pack(
                folder,
                graph.toBytes(),
                PackKind.TILE_CLASSIFIER,
                spec("embedding").classifying(CLASSES),
                ones);
    }

    static final ClassSpec CLASSES = new ClassSpec(List.of("benign", "G3+4"), "probabilities", Optional.of("dense"));

    static ModelPack write(Path folder, double meanOfOnes, String outputName) {
        GoldenCase ones = new GoldenCase(new GoldenInput.Ones(), List.of(0, 2), List.of(meanOfOnes, 255.0));
        return pack(folder, graph().toBytes(), PackKind.ENCODER, spec(outputName), ones);
    }

    /// The same graph, of which the pack states something else.
    static ModelPack writeStating(Path folder, EncoderSpec stated) {
        GoldenCase ones = new GoldenCase(new GoldenInput.Ones(), List.of(0), List.of(255.0));
        return pack(folder, graph().toBytes(), PackKind.ENCODER, stated, ones);
    }

    /// An encoder whose answer is an operation of the embedding with itself: of a black tile, `Div` gives 0 / 0.
    static ModelPack writeWithOutput(Path folder, String operator) {
        OnnxGraph graph = graph();
        List<String> twice = List.of("embedding", "embedding");
        AttributeProto[] axis =
                operator.equals("Concat") ? new AttributeProto[] {OnnxGraph.integer("axis", 1)} : new AttributeProto[0];
        graph.node(operator, "answer", twice, axis);
        graph.output("answer", operator.equals("Concat") ? 6 : 3);
        GoldenCase zeros = new GoldenCase(new GoldenInput.Zeros(), List.of(0), List.of(0.0));
        return pack(folder, graph.toBytes(), PackKind.ENCODER, spec("answer"), zeros);
    }

    /// An encoder that keeps a weight in a file beside its graph: the mean of each channel, times 1, 2 and 3.
    ///
    /// @param location of the file, as the graph names it
    /// @param listed whether `weights.bin`, which holds 1, 2 and 3, is one of the pack's files
    static ModelPack writeExternal(Path folder, String location, boolean listed) {
        OnnxGraph graph = graph();
        graph.constant("factor", new Tensor(List.of(3), new float[] {1, 2, 3}));
        graph.node("Mul", "answer", List.of("embedding", "factor"));
        graph.output("answer", 3);
        ByteBuffer weights = ByteBuffer.allocate(3 * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        weights.putFloat(1).putFloat(2).putFloat(3);
        Map<String, byte[]> files = new HashMap<>();
        files.put("tiny.onnx", withOutside(graph.toBytes(), "factor", location));
        if (listed) {
            files.put("weights.bin", weights.array());
        }
        GoldenCase ones = new GoldenCase(new GoldenInput.Ones(), List.of(0, 1, 2), List.of(255.0, 510.0, 765.0));
        EncoderSpec encoder = spec("answer").mapping(new MapSpec("planes", MapSpec.Layout.NCHW));
        return pack(folder, files, PackKind.ENCODER, encoder, ones);
    }

    private static byte[] withOutside(byte[] graph, String weight, String location) {
        try {
            ModelProto.Builder model = ModelProto.parseFrom(graph).toBuilder();
            for (TensorProto.Builder tensor : model.getGraphBuilder().getInitializerBuilderList()) {
                if (tensor.getName().equals(weight)) {
                    tensor.clearRawData().clearFloatData();
                    tensor.setDataLocation(TensorProto.DataLocation.EXTERNAL);
                    tensor.addExternalDataBuilder().setKey("location").setValue(location);
                }
            }
            return model.build().toByteArray();
        } catch (InvalidProtocolBufferException impossible) {
            throw new IllegalStateException("The graph was written a moment ago", impossible);
        }
    }

    /// A pack whose graph is none.
    static ModelPack writeGarbage(Path folder) {
        GoldenCase zeros = new GoldenCase(new GoldenInput.Zeros(), List.of(0), List.of(0.0));
        byte[] garbage = "this is no graph".getBytes(StandardCharsets.UTF_8);
        return pack(folder, garbage, PackKind.ENCODER, spec("embedding"), zeros);
    }

    /// The same encoder for tiles that are worth their memory.
    static ModelPack writeLarge(Path folder, int pixels) {
        EncoderSpec encoder = EncoderSpec.ofOnnx("tiny.onnx", pixels, 0.5, "tiles", "embedding", 3, "none");
        GoldenCase ones = new GoldenCase(new GoldenInput.Ones(), List.of(0), List.of(255.0));
        return pack(folder, graph(pixels).toBytes(), PackKind.ENCODER, encoder, ones);
    }

    /// An encoder that is TorchScript alone, for tiles of any size: whatever the script answers to a white one.
    ///
    /// @param script of `src/test/torch/oracle.py script`, or something else
    /// @param dimension that is claimed
    static ModelPack writeScript(Path folder, byte[] script, int dimension) {
        EncoderSpec encoder = new EncoderSpec(
                Optional.empty(),
                PIXELS,
                0.5,
                "tiles",
                "embedding",
                EncoderSpec.NHWC_UINT8_RGB,
                dimension,
                "none",
                EncoderSpec.AREA,
                Optional.of(new ClassSpec(List.of("red", "other"), "probabilities", Optional.empty())),
                Optional.empty(),
                Optional.of("tiny.onnx"));
        GoldenCase ones = new GoldenCase(new GoldenInput.Ones(), List.of(0, 3, 4), List.of(255.0, 1.0, 0.0));
        return pack(folder, script, PackKind.TILE_CLASSIFIER, encoder, ones);
    }

    private static OnnxGraph graph() {
        return graph(PIXELS);
    }

    private static OnnxGraph graph(int pixels) {
        OnnxGraph graph = new OnnxGraph("tiny");
        String bytes = graph.cast("bytes", graph.tiles("tiles", pixels));
        String planes = graph.node("Transpose", "planes", List.of(bytes), OnnxGraph.ints("perm", 0, 3, 1, 2));
        String means = graph.node("GlobalAveragePool", "means", List.of(planes));
        graph.node("Flatten", "embedding", List.of(means), OnnxGraph.integer("axis", 1));
        graph.output("embedding", 3);
        return graph;
    }

    private static EncoderSpec spec(String outputName) {
        return EncoderSpec.ofOnnx("tiny.onnx", PIXELS, 0.5, "tiles", outputName, 3, "none");
    }

    private static ModelPack pack(Path folder, byte[] graph, PackKind kind, EncoderSpec encoder, GoldenCase golden) {
        return pack(folder, Map.of("tiny.onnx", graph), kind, encoder, golden);
    }

    private static ModelPack pack(
            Path folder, Map<String, byte[]> files, PackKind kind, EncoderSpec encoder, GoldenCase golden) {
        Map<String, byte[]> all = new HashMap<>(files);
        all.put("CARD.md", "none".getBytes(StandardCharsets.UTF_8));
        return PackWriter.write(
                folder,
                all,
                hashes -> new PackManifest(
                        PackManifest.SCHEMA,
                        kind,
                        "tiny",
                        "1.0.0",
                        false,
                        new PackLicence("Apache-2.0", true, true),
                        List.of("a formula"),
                        "CARD.md",
                        hashes,
                        Optional.of(encoder),
                        Optional.empty(),
                        new GoldenSpec(List.of(golden), 1e-3)));
    }
}
