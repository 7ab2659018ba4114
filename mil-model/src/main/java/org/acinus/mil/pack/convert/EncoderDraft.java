package org.acinus.mil.pack.convert;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.acinus.mil.pack.GoldenCase;
import org.acinus.mil.pack.GoldenSpec;
import org.acinus.mil.pack.ModelPack;
import org.acinus.mil.pack.PackKind;
import org.acinus.mil.pack.PackLicence;
import org.acinus.mil.pack.PackManifest;
import org.acinus.mil.pack.PackWriter;
import org.acinus.mil.pack.TrainingNormFile;

/// An encoder pack that lacks nothing but its golden answers.
///
/// @param encoder the network
/// @param name of the pack
/// @param version of the pack
/// @param licence of the weights
/// @param sources where they come from
/// @param card the model card, Markdown
public record EncoderDraft(
        ForeignEncoder encoder, String name, String version, PackLicence licence, List<String> sources, String card) {
    private static final String CARD = "MODEL_CARD.md";

    public EncoderDraft {
        sources = List.copyOf(sources);
    }

    /// Writes the pack with some answers.
    ///
    /// @param folder to make
    /// @param golden what the network has to answer
    /// @param tolerance greatest difference of a value
    public ModelPack write(Path folder, List<GoldenCase> golden, double tolerance) {
        String graph = encoder.spec().onnx().orElseThrow();
        Map<String, byte[]> files =
                new HashMap<>(Map.of(graph, encoder.onnx(), CARD, card.getBytes(StandardCharsets.UTF_8)));
        encoder.norm().ifPresent(norm -> files.put(TrainingNormFile.NAME, TrainingNormFile.write(norm)));
        return PackWriter.write(
                folder,
                files,
                hashes -> new PackManifest(
                        PackManifest.SCHEMA,
                        encoder.spec().classes().isPresent() ? PackKind.TILE_CLASSIFIER : PackKind.ENCODER,
                        name,
                        version,
                        false,
                        licence,
                        sources,
                        CARD,
                        hashes,
                        Optional.of(encoder.spec()),
                        Optional.empty(),
                        new GoldenSpec(golden, tolerance)));
    }
}
