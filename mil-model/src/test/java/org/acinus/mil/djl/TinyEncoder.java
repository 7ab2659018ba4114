package org.acinus.mil.djl;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.acinus.mil.pack.EncoderSpec;
import org.acinus.mil.pack.GoldenCase;
import org.acinus.mil.pack.GoldenInput;
import org.acinus.mil.pack.GoldenSpec;
import org.acinus.mil.pack.ModelPack;
import org.acinus.mil.pack.PackKind;
import org.acinus.mil.pack.PackLicence;
import org.acinus.mil.pack.PackManifest;
import org.acinus.mil.pack.PackWriter;
import org.acinus.mil.pack.onnx.OnnxGraph;

/// An encoder whose embedding is known by formula: the mean byte of each channel.
final class TinyEncoder {
    static final int PIXELS = 4;

    private TinyEncoder() {}

    static ModelPack write(Path folder, double meanOfOnes, String outputName) {
        OnnxGraph graph = new OnnxGraph("tiny");
        String bytes = graph.cast("bytes", graph.tiles("tiles", PIXELS));
        String planes = graph.node("Transpose", "planes", List.of(bytes), OnnxGraph.ints("perm", 0, 3, 1, 2));
        String means = graph.node("GlobalAveragePool", "means", List.of(planes));
        graph.node("Flatten", "embedding", List.of(means), OnnxGraph.integer("axis", 1));
        graph.output("embedding", 3);
        GoldenCase ones = new GoldenCase(new GoldenInput.Ones(), List.of(0, 2), List.of(meanOfOnes, 255.0));
        return PackWriter.write(
                folder,
                Map.of("tiny.onnx", graph.toBytes(), "CARD.md", "none".getBytes(StandardCharsets.UTF_8)),
                hashes -> new PackManifest(
                        PackManifest.SCHEMA,
                        PackKind.ENCODER,
                        "tiny",
                        "1.0.0",
                        false,
                        new PackLicence("Apache-2.0", true, true),
                        List.of("a formula"),
                        "CARD.md",
                        hashes,
                        Optional.of(new EncoderSpec(
                                "tiny.onnx",
                                PIXELS,
                                0.5,
                                "tiles",
                                outputName,
                                EncoderSpec.NHWC_UINT8_RGB,
                                3,
                                "none",
                                EncoderSpec.AREA)),
                        Optional.empty(),
                        new GoldenSpec(List.of(ones), 1e-3)));
    }
}
