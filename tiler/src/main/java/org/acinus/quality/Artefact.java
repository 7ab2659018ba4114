package org.acinus.quality;

import java.util.Locale;

/// A kind of fault that a slide may have besides its disease. Their names are words of the contract: they stand in
/// `tiles.csv`, `result.json` and the database as the reason why a tile was left out.
public enum Artefact {
    /// A blue marker pen on the cover slip.
    BLUE_INK("blue ink"),
    /// A green marker pen.
    GREEN_INK("green ink"),
    /// A black marker pen.
    BLACK_INK("black ink"),
    /// A red marker pen.
    RED_INK("red ink"),
    /// Tissue that the scanner did not see sharply.
    OUT_OF_FOCUS("out of focus"),
    /// Tissue lying double.
    FOLD("fold"),
    /// Air under the cover slip, seen by its dark round edge.
    AIR_BUBBLE("air bubble"),
    /// The straight dark edge of the cover slip.
    COVER_SLIP_EDGE("edge of the cover slip"),
    /// So bright that no tissue can be told: overexposed, torn or washed off.
    NEAR_WHITE("near white"),
    /// So dark that nothing can be told: opaque dirt, or not scanned.
    NEAR_BLACK("near black"),
    /// Tissue that has lost its colour: grey, faded or badly white-balanced.
    SATURATION_LOSS("saturation loss");

    private final String words;

    Artefact(String words) {
        this.words = words;
    }

    /// What a person reads, and the reason that an excluded tile gets, for example `blue ink`.
    public String words() {
        return words;
    }

    /// The key in JSON, for example `blue_ink`.
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
