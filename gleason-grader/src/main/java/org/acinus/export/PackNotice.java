package org.acinus.export;

import java.util.Optional;
import org.acinus.mil.PackId;
import org.acinus.mil.pack.ModelPack;
import org.acinus.mil.pack.PackManifest;

/// Who said it, on what terms, and what it must not be used for: printed on every output.
///
/// @param pack the head that was asked
/// @param licence SPDX identifier of the pack's licence, or the pack's own words
/// @param demo whether the pack is a demonstration whose answers mean nothing
/// @param card where the pack's model card is, for example `MODEL_CARD.md` inside the pack
public record PackNotice(PackId pack, String licence, boolean demo, String card) {
    /// What every output says.
    public static final String RESEARCH_USE = "Research use only; not a medical device.";

    /// The mark of everything that a demo model said.
    public static final String DEMO = "DEMO";

    private static final String DEMO_SENTENCE =
            DEMO + ": a demonstration model said this. It means nothing for any patient.";

    /// The notice of a pack, as its manifest has it.
    public static PackNotice of(ModelPack pack) {
        PackManifest manifest = pack.manifest();
        return new PackNotice(pack.id(), manifest.licence().id(), manifest.demo(), manifest.card());
    }

    /// Name, version and mark, for example `demo-head 1.0.0 (DEMO)`.
    public String label() {
        return pack.name() + " " + pack.version() + (demo ? " (" + DEMO + ")" : "");
    }

    /// Which model spoke, on what terms, and where more is said of it: a line below a picture's title.
    public String credit() {
        return "Model pack " + label() + " · licence " + licence + " · card " + card;
    }

    /// What a demo model's output must say across its width; empty for a real model.
    public Optional<String> demoSentence() {
        return demo ? Optional.of(DEMO_SENTENCE) : Optional.empty();
    }
}
