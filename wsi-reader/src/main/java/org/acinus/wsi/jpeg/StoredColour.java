package org.acinus.wsi.jpeg;

/// What the numbers in a JPEG stream stand for, as its container says: TIFF's photometric interpretation
/// decides, and not the markers inside the stream (TIFF Technical Note 2), as in libtiff and OpenSlide.
public enum StoredColour {
    /// Three components, converted by ITU-R BT.601 at full range.
    YCBCR(3),
    /// Three components that are red, green and blue already.
    RGB(3),
    /// One component.
    GREY(1);

    private final int components;

    StoredColour(int components) {
        this.components = components;
    }

    int components() {
        return components;
    }
}
