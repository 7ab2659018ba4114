package org.acinus.wsi.synthetic.artefact;

import java.util.Locale;

/// A kind of artefact that can be painted. The names are those of the quality checks.
public enum PaintedKind {
    BLUE_INK,
    GREEN_INK,
    BLACK_INK,
    RED_INK,
    OUT_OF_FOCUS,
    FOLD,
    AIR_BUBBLE,
    COVER_SLIP_EDGE,
    NEAR_WHITE,
    NEAR_BLACK,
    SATURATION_LOSS;

    /// The word on the command line and in files, for example `blue_ink`.
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
