package org.acinus.quality;

import java.util.Locale;

/// A kind of fault that a slide may have besides its disease. Their names are words of the contract: they stand in
/// the `tiles.csv` of `tile` and, as `key`, in `result.json`; `words` are the reason that a stored tile was left out.
public enum Artefact {
    /// A blue marker pen on the cover slip.
    BLUE_INK(1, "blue ink"),
    /// A green marker pen.
    GREEN_INK(2, "green ink"),
    /// A black marker pen.
    BLACK_INK(3, "black ink"),
    /// A red marker pen.
    RED_INK(4, "red ink"),
    /// Tissue that the scanner did not see sharply.
    OUT_OF_FOCUS(5, "out of focus"),
    /// Tissue lying double.
    FOLD(6, "fold"),
    /// Air under the cover slip, seen by its dark round edge.
    AIR_BUBBLE(7, "air bubble"),
    /// The straight dark edge of the cover slip.
    COVER_SLIP_EDGE(8, "edge of the cover slip"),
    /// So bright that no tissue can be told: overexposed, torn or washed off.
    NEAR_WHITE(9, "near white"),
    /// So dark that nothing can be told: opaque dirt, or not scanned.
    NEAR_BLACK(10, "near black"),
    /// Tissue that has lost its colour: grey, faded or badly white-balanced.
    SATURATION_LOSS(11, "saturation loss");

    private final byte code;
    private final String words;

    Artefact(int code, String words) {
        this.code = (byte) code;
        this.words = words;
    }

    /// The kind in a map of one byte a pixel, from 1; 0 is none. Never changes, so that masks stay readable.
    public byte code() {
        return code;
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
