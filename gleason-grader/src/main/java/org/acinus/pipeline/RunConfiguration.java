package org.acinus.pipeline;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.acinus.mil.PackId;
import org.acinus.mil.pack.EncoderSpec;
import org.acinus.mil.pack.ModelPack;
import org.acinus.quality.QualityLimits;
import org.acinus.stain.Staining;
import org.acinus.tiling.TilingSpec;
import org.acinus.tissue.ClassicalTissueDetector;

/// Everything besides the slide itself that can change a result.
///
/// @param head the head that is asked
/// @param encoder the encoder it was trained on
/// @param tiling tiles as the encoder wants them
/// @param quality what is borne of artefacts; empty where nobody looks for them
/// @param reader the one reader that was asked for; empty where each slide gets the first that knows it
/// @param tissue name of the tissue detector
/// @param stain how the slide's colours are brought to the reference
public record RunConfiguration(
        PackId head,
        PackId encoder,
        TilingSpec tiling,
        Optional<QualityLimits> quality,
        Optional<String> reader,
        String tissue,
        Staining stain) {
    /// Goes up whenever the same slide and packs could give another result: a new tissue rule, a new way of
    /// reading.
    private static final int PIPELINE_VERSION = 3;

    private static final String CLASSICAL = new ClassicalTissueDetector().name();

    /// The configuration that a pair of packs asks for.
    public static RunConfiguration of(ModelPack head, ModelPack encoder) {
        EncoderSpec spec = encoder.encoder();
        TilingSpec tiling = TilingSpec.of(spec.inputPixels(), spec.spacingMicrons());
        return new RunConfiguration(
                head.id(),
                encoder.id(),
                tiling,
                Optional.of(QualityLimits.DEFAULT),
                Optional.empty(),
                CLASSICAL,
                Staining.NONE);
    }

    /// The same with one reader, or none in particular.
    public RunConfiguration withReader(Optional<String> asked) {
        return new RunConfiguration(head, encoder, tiling, quality, asked, tissue, stain);
    }

    /// The same with another tissue detector.
    ///
    /// @param detector its name
    public RunConfiguration withTissue(String detector) {
        return new RunConfiguration(head, encoder, tiling, quality, reader, detector, stain);
    }

    /// The same with other limits for artefacts, or none.
    public RunConfiguration withQuality(Optional<QualityLimits> limits) {
        return new RunConfiguration(head, encoder, tiling, limits, reader, tissue, stain);
    }

    /// The same with the slide's colours changed in this way.
    public RunConfiguration withStain(Staining staining) {
        return new RunConfiguration(head, encoder, tiling, quality, reader, tissue, staining);
    }

    /// Identifies this configuration for one slide: equal hashes, equal results.
    ///
    /// An asked reader is part of it: another decoder may give other pixels, and who asks for one wants to
    /// see what it gives. The automatic choice is one word here, since no slide has been opened yet.
    public String hash(SlideOverride override) {
        List<String> lines = List.of(
                "pipeline " + PIPELINE_VERSION,
                "head " + head.sha256(),
                "encoder " + encoder.sha256(),
                "tiling " + tilingText(),
                "quality " + quality.map(QualityLimits::toString).orElse("off"),
                "spacing " + override.spacingMicrons(),
                "reader " + reader.orElse("automatic"),
                "tissue " + tissue,
                "stain " + stain.word());
        return ModelPack.sha256(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    }

    /// The hashes that this configuration has for slides of which something is stated, and for all others.
    public Set<String> hashes(SlidesCsv stated) {
        return stated.all().stream().map(this::hash).collect(Collectors.toUnmodifiableSet());
    }

    private String tilingText() {
        return tiling.tilePixels() + " px at " + tiling.spacingMicrons() + ", overlap " + tiling.overlapPixels()
                + ", tissue " + tiling.minTissueFraction() + ", tolerance " + tiling.spacingTolerance();
    }
}
