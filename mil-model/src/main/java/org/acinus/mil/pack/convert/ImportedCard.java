package org.acinus.mil.pack.convert;

import java.util.List;
import org.acinus.mil.pack.EncoderSpec;
import org.acinus.mil.pack.PackLicence;

/// The model card of an imported encoder about which nothing is known but what its file and its importer said.
public final class ImportedCard {
    private ImportedCard() {}

    /// A pack with such a card, but for its golden answers.
    ///
    /// @param name of the pack
    /// @param licence as stated at import
    /// @param sources where the weights come from
    public static EncoderDraft draft(ForeignEncoder encoder, String name, PackLicence licence, List<String> sources) {
        return new EncoderDraft(encoder, name, "1.0.0", licence, sources, write(name, encoder, licence, sources));
    }

    /// Writes the card, Markdown.
    ///
    /// @param name of the pack
    /// @param encoder the network
    /// @param licence as stated at import
    /// @param sources where the weights come from
    static String write(String name, ForeignEncoder encoder, PackLicence licence, List<String> sources) {
        EncoderSpec spec = encoder.spec();
        String classes = spec.classes()
                .map(named -> "| classes | " + String.join(", ", named.names()) + " |\n")
                .orElse("");
        return """
                # %s

                Imported into Acinus from the weights named below. Whoever imported them stated the licence and the spacing;
                what the network was trained on, and what it is good for, its makers say, not this card.

                **Research use only; not a medical device.**

                | item | value |
                |---|---|
                | network | %s |
                | weights | %s |
                | licence | %s; commercial use %s |
                | input | one tile of %d x %d pixels, 8-bit RGB, brought to %s µm per pixel by area averaging |
                | normalisation | %s |
                | output | %d features |
                %s| graph | ONNX, opset 17, float32; batch norm folded into the convolutions |

                ## How it is checked

                Each time the pack is opened, the hash of every file is compared with `pack.json`, and the graph has to repeat
                the answers that it gave at import to three inputs drawn by formula. That shows that nothing has changed since;
                it does not show that the model is right.
                """.formatted(
                        name,
                        encoder.description(),
                        String.join("; ", sources),
                        licence.id(),
                        licence.commercialUse() ? "allowed" : "not allowed",
                        spec.inputPixels(),
                        spec.inputPixels(),
                        spec.spacingMicrons(),
                        spec.normalisation(),
                        spec.dimension(),
                        classes);
    }
}
