package org.acinus.wsi.jpeg;

/// How many luma samples share one colour sample, along each axis.
public enum ChromaSubsampling {
    /// Colour as fine as luma.
    C444(1, 1, 0),
    /// Colour at half the width, as most Aperio scanners store it.
    C422(2, 1, 1),
    /// Colour at half the width and half the height.
    C420(2, 2, 2);

    private final int horizontal;
    private final int vertical;
    private final int code;

    ChromaSubsampling(int horizontal, int vertical, int code) {
        this.horizontal = horizontal;
        this.vertical = vertical;
        this.code = code;
    }

    public int horizontal() {
        return horizontal;
    }

    public int vertical() {
        return vertical;
    }

    /// TurboJPEG's `TJSAMP`.
    int code() {
        return code;
    }
}
