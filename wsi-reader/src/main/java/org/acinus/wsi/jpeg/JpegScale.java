package org.acinus.wsi.jpeg;

/// How much smaller than stored a picture is decoded, by libjpeg-turbo's scaled inverse DCT: not the same
/// pixels as decoding in full and averaging.
public enum JpegScale {
    /// As stored.
    FULL(1),
    /// Half the width and height.
    HALF(2),
    /// A quarter of the width and height.
    QUARTER(4),
    /// An eighth of the width and height: one pixel a block, its mean.
    EIGHTH(8);

    private final int divisor;

    JpegScale(int divisor) {
        this.divisor = divisor;
    }

    /// Stored pixels per decoded pixel, along each axis.
    public int divisor() {
        return divisor;
    }
}
