package org.acinus.pipeline;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.acinus.mil.PackId;
import org.acinus.mil.pack.EncoderSpec;
import org.acinus.mil.pack.ModelPack;
import org.acinus.tiling.TilingSpec;

/// Everything besides the slide itself that can change a result.
///
/// @param head the head that is asked
/// @param encoder the encoder it was trained on
/// @param tiling tiles as the encoder wants them
public record RunConfiguration(PackId head, PackId encoder, TilingSpec tiling) {
    /// Goes up whenever the same slide and packs could give another result: a new tissue rule, a new way of
    /// reading.
    private static final int PIPELINE_VERSION = 1;

    /// The configuration that a pair of packs asks for.
    public static RunConfiguration of(ModelPack head, ModelPack encoder) {
        EncoderSpec spec = encoder.encoder();
        return new RunConfiguration(head.id(), encoder.id(), TilingSpec.of(spec.inputPixels(), spec.spacingMicrons()));
    }

    /// Identifies this configuration for one slide: equal hashes, equal results.
    public String hash(SlideOverride override) {
        List<String> lines = List.of(
                "pipeline " + PIPELINE_VERSION,
                "head " + head.sha256(),
                "encoder " + encoder.sha256(),
                "tiling " + tilingText(),
                "spacing " + override.spacingMicrons());
        return ModelPack.sha256(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    }

    private String tilingText() {
        return tiling.tilePixels() + " px at " + tiling.spacingMicrons() + ", overlap " + tiling.overlapPixels()
                + ", tissue " + tiling.minTissueFraction() + ", tolerance " + tiling.spacingTolerance();
    }
}
