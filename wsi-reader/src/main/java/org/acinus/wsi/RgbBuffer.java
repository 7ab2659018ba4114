package org.acinus.wsi;

import java.lang.foreign.MemorySegment;

/// A rectangle of RGB pixels, 8 bits a channel, rows packed without gaps, in memory that somebody else owns.
///
/// One thread at a time. The buffer does not own its memory: whoever allocated the segment frees it.
///
/// @param pixels at least `3 * width * height` bytes, red first
/// @param width in pixels
/// @param height in pixels
public record RgbBuffer(MemorySegment pixels, int width, int height) {
    /// Bytes of one pixel.
    public static final int BYTES_PER_PIXEL = 3;

    public RgbBuffer {
        if (width < 1 || height < 1 || pixels.byteSize() < byteSize(width, height)) {
            throw new IllegalArgumentException(
                    width + " x " + height + " RGB pixels do not fit into " + pixels.byteSize() + " bytes");
        }
    }

    /// Bytes that a picture of this size takes.
    public static long byteSize(int width, int height) {
        return (long) BYTES_PER_PIXEL * width * height;
    }

    /// A buffer on the heap, for small pictures and tests.
    public static RgbBuffer onHeap(int width, int height) {
        return new RgbBuffer(MemorySegment.ofArray(new byte[Math.toIntExact(byteSize(width, height))]), width, height);
    }
}
