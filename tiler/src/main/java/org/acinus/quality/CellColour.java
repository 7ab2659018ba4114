package org.acinus.quality;

/// What the colour of a few square µm speaks for; by itself it proves nothing, since only the extent tells a pen's
/// stroke from a pigment.
enum CellColour {
    /// Stained tissue, or anything else that is none of the others.
    PLAIN(0),
    /// As bright as glass.
    WHITE(1),
    /// Neither bright nor dark, without colour.
    GREY(2),
    GREEN(3),
    BLUE(4),
    RED(5),
    /// Dark and without much colour.
    DARK(6),
    /// Opaque.
    BLACK(7);

    /// How many there are.
    static final int COUNT = 8;

    private final byte code;

    CellColour(int code) {
        this.code = (byte) code;
    }

    /// The colour in a map of one byte a cell, 0 to [#COUNT] - 1.
    byte code() {
        return code;
    }
}
