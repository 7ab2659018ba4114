package org.acinus.wsi.synthetic.artefact;

import java.lang.foreign.ValueLayout;
import org.acinus.wsi.RgbBuffer;
import org.acinus.wsi.write.PixelSource;

/// A part of a picture that is being painted on. One thread at a time.
///
/// @param x left edge in level-0 px
/// @param y top edge
/// @param rgb rows packed, changed in place
@SuppressWarnings("ArrayRecordComponent") // a working buffer, never compared
record Canvas(long x, long y, int width, int height, byte[] rgb) {
    /// A part of a picture with a margin around it, as far as the picture goes.
    static Canvas of(PixelSource picture, long x, long y, int width, int height, int margin) {
        long left = Math.max(0, x - margin);
        long top = Math.max(0, y - margin);
        int wide = (int) (Math.min(picture.width(), x + width + margin) - left);
        int high = (int) (Math.min(picture.height(), y + height + margin) - top);
        RgbBuffer buffer = RgbBuffer.onHeap(wide, high);
        picture.read(left, top, buffer);
        return new Canvas(left, top, wide, high, buffer.pixels().toArray(ValueLayout.JAVA_BYTE));
    }

    /// Where a pixel's red lies, the nearest pixel's for one outside.
    int at(long pixelX, long pixelY) {
        int column = (int) Math.clamp(pixelX - x, 0L, width - 1L);
        int row = (int) Math.clamp(pixelY - y, 0L, height - 1L);
        return 3 * (row * width + column);
    }

    int value(int at) {
        return rgb[at] & 255;
    }

    void set(int at, double value) {
        rgb[at] = (byte) Math.clamp(Math.round(value), 0, 255);
    }
}
