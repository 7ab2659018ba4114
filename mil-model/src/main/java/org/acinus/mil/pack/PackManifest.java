package org.acinus.mil.pack;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.acinus.mil.calibrate.Calibration;
import org.acinus.mil.calibrate.NoveltySpec;
import org.acinus.mil.calibrate.novelty.NormSpec;

/// What a model pack states about itself: the content of `pack.json`, schema 1.
///
/// @param schema always [#SCHEMA]
/// @param kind what the model is for; decides which of `encoder`, `head` and `tissue` is there
/// @param name lower-case letters, digits, `.`, `_`, `-`
/// @param version of the pack, not of the model
/// @param demo whether the model must never be taken for a real one; then every output is marked DEMO
/// @param licence what may be done with it
/// @param sources where the weights come from, in words, at least one
/// @param card the model card, one of `files`
/// @param files sha256 of every file, by path relative to the pack; sorted by path
/// @param encoder of an encoder or a tile classifier
/// @param head of a head
/// @param tissue of a tissue detector
/// @param golden what the model must answer to inputs drawn by formula
@JsonPropertyOrder({
    "schema", "kind", "name", "version", "demo", "licence", "sources", "card", "files", "encoder", "head", "tissue",
    "golden"
})
public record PackManifest(
        int schema,
        PackKind kind,
        String name,
        String version,
        boolean demo,
        PackLicence licence,
        List<String> sources,
        String card,
        Map<String, String> files,
        Optional<EncoderSpec> encoder,
        Optional<HeadSpec> head,
        Optional<TissueSpec> tissue,
        GoldenSpec golden) {
    /// The only schema there is.
    public static final int SCHEMA = 1;

    public PackManifest {
        sources = List.copyOf(sources);
        files = Collections.unmodifiableMap(new TreeMap<>(files));
        PackRules.require(schema == SCHEMA, "schema", "" + SCHEMA, schema);
        PackRules.requireName("name", name);
        PackRules.requireVersion("version", version);
        PackRules.require(!sources.isEmpty(), "sources", "at least one", 0);
        for (String source : sources) {
            PackRules.requireText("sources", source);
        }
        for (Map.Entry<String, String> file : files.entrySet()) {
            PackRules.requirePath("files", file.getKey());
            PackRules.require(!file.getKey().equals(PackJson.FILE_NAME), "files", "other files", file.getKey());
            PackRules.requireSha256("files." + file.getKey(), file.getValue());
        }
        PackRules.require(encoder.isPresent() == kind.isEncoder(), "encoder", presence(kind.isEncoder()), kind);
        PackRules.require(head.isPresent() == (kind == PackKind.HEAD), "head", presence(kind == PackKind.HEAD), kind);
        PackRules.require(
                tissue.isPresent() == (kind == PackKind.TISSUE), "tissue", presence(kind == PackKind.TISSUE), kind);
        requireListed(files, "card", card);
        for (TissueSpec spec : tissue.stream().toList()) {
            requireListed(files, "tissue.onnx", spec.onnx());
        }
        for (EncoderSpec spec : encoder.stream().toList()) {
            for (String path : spec.onnx().stream().toList()) {
                requireListed(files, "encoder.onnx", path);
            }
            for (String path : spec.torchscript().stream().toList()) {
                requireListed(files, "encoder.torchscript", path);
            }
            PackRules.require(
                    spec.classes().isPresent() == (kind == PackKind.TILE_CLASSIFIER),
                    "encoder.classes",
                    presence(kind == PackKind.TILE_CLASSIFIER),
                    kind);
        }
        for (NormSpec norm : encoder.flatMap(EncoderSpec::classes).flatMap(ClassSpec::norm).stream()
                .toList()) {
            requireListed(files, "encoder.classes.norm.file", norm.file());
        }
        for (HeadSpec spec : head.stream().toList()) {
            requireListed(files, "head.weights", spec.weights());
            for (NoveltySpec novelty :
                    spec.calibration().flatMap(Calibration::novelty).stream().toList()) {
                requireListed(files, "head.calibration.novelty.file", novelty.file());
            }
        }
    }

    /// A pack that is no tissue detector.
    public PackManifest(
            int schema,
            PackKind kind,
            String name,
            String version,
            boolean demo,
            PackLicence licence,
            List<String> sources,
            String card,
            Map<String, String> files,
            Optional<EncoderSpec> encoder,
            Optional<HeadSpec> head,
            GoldenSpec golden) {
        this(schema, kind, name, version, demo, licence, sources, card, files, encoder, head, Optional.empty(), golden);
    }

    /// The manifest of the same pack with other contents: a new version, which has its own hashes.
    ///
    /// @param newFiles of the new version by their hashes
    public PackManifest reissued(
            String newVersion,
            Map<String, String> newFiles,
            Optional<EncoderSpec> newEncoder,
            Optional<HeadSpec> newHead) {
        return new PackManifest(
                schema, kind, name, newVersion, demo, licence, sources, card, newFiles, newEncoder, newHead, golden);
    }

    private static String presence(boolean wanted) {
        return wanted ? "present in this kind" : "absent from this kind";
    }

    private static void requireListed(Map<String, String> files, String field, String path) {
        PackRules.require(files.containsKey(path), field, "one of files", path);
    }
}
