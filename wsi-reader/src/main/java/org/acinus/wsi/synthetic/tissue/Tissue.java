package org.acinus.wsi.synthetic.tissue;

import org.acinus.wsi.synthetic.scene.Pattern;

/// What a place on the slide is made of.
enum Tissue {
    /// Everything between glands.
    STROMA,
    /// A large gland with two rows of nuclei.
    BENIGN_GLAND,
    /// A shrunken benign gland with dark nuclei.
    ATROPHIC_GLAND,
    /// One of a crowd of small benign glands (adenosis): the arrangement of Gleason 3, the cells of a benign
    /// gland.
    CROWDED_GLAND,
    GLEASON_3,
    GLEASON_4,
    GLEASON_5;

    boolean isMalignant() {
        return compareTo(GLEASON_3) >= 0;
    }

    static Tissue of(Pattern pattern) {
        return switch (pattern) {
            case G3 -> GLEASON_3;
            case G4 -> GLEASON_4;
            case G5 -> GLEASON_5;
        };
    }
}
