package org.acinus.wsi.jpeg;

import java.lang.foreign.MemorySegment;
import org.acinus.wsi.RgbBuffer;

/// A rectangle of RGB pixels, 8 bits a channel, that may be part of a wider picture, in memory that somebody
/// else owns.
///
/// @param pixels begins with the rectangle's first pixel, red first
/// @param width in pixels
/// @param height in pixels
/// @param strideBytes from the beginning of a row to that of the next, at least `3 * width`
public record RgbWindow(MemorySegment pixels, int width, int height, int strideBytes) {
    public RgbWindow {
        long row = (long) RgbBuffer.BYTES_PER_PIXEL * width;
        if (width < 1 || height < 1 || strideBytes < row || pixels.byteSize() < (height - 1L) * strideBytes + row) {
            throw new IllegalArgumentException(width + " x " + height + " RGB pixels in rows of " + strideBytes
                    + " bytes do not fit into " + pixels.byteSize() + " bytes");
        }
    }

    /// All of a buffer.
    public static RgbWindow of(RgbBuffer buffer) {
        return new RgbWindow(
                buffer.pixels(), buffer.width(), buffer.height(), RgbBuffer.BYTES_PER_PIXEL * buffer.width());
    }

    /// Bytes of a row's pixels, without what lies between this row and the next.
    int rowBytes() {
        return RgbBuffer.BYTES_PER_PIXEL * width;
    }
}
