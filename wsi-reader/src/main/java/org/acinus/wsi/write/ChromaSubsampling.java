package org.acinus.wsi.write;

/// How many luma samples share one colour sample, along each axis.
public enum ChromaSubsampling {
    /// Colour as fine as luma.
    C444(1, 1),
    /// Colour at half the width, as most Aperio scanners store it.
    C422(2, 1),
    /// Colour at half the width and half the height.
    C420(2, 2);

    private final int horizontal;
    private final int vertical;

    ChromaSubsampling(int horizontal, int vertical) {
        this.horizontal = horizontal;
        this.vertical = vertical;
    }

    public int horizontal() {
        return horizontal;
    }

    public int vertical() {
        return vertical;
    }
}
