package org.acinus.wsi.write;

import org.acinus.wsi.RgbBuffer;

/// A picture of any size of which any part can be had: what a [PyramidWriter] writes.
///
/// Thread-safe: the writer asks for several parts at a time. The same part always has the same pixels.
public interface PixelSource {
    /// Width of the whole picture in pixels.
    long width();

    /// Height of the whole picture in pixels.
    long height();

    /// Fills a buffer with the part of the picture whose upper left corner is at (`x`, `y`).
    ///
    /// @param x at least 0; `x + into.width()` is at most [#width]
    /// @param y at least 0; `y + into.height()` is at most [#height]
    void read(long x, long y, RgbBuffer into);
}
