package org.acinus.wsi.bioformats;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import org.acinus.wsi.RgbBuffer;

/// RGB pixels, 8 bits a channel, as Bio-Formats hands them out.
final class ReadPixels {
    private static final int CHANNELS = RgbBuffer.BYTES_PER_PIXEL;

    private final byte[] bytes;
    private final Window window;
    private final boolean interleaved;

    /// Keeps the array.
    ///
    /// @param bytes three a pixel
    /// @param window what they show
    /// @param interleaved whether the channels of a pixel lie side by side, or else one plane after the other
    ReadPixels(byte[] bytes, Window window, boolean interleaved) {
        this.bytes = bytes;
        this.window = window;
        this.interleaved = interleaved;
    }

    /// A rectangle inside a level, in its pixels.
    record Window(int x, int y, int width, int height) {
        int right() {
            return x + width;
        }

        int bottom() {
            return y + height;
        }

        Window intersect(Window other) {
            int left = Math.max(x, other.x);
            int top = Math.max(y, other.y);
            return new Window(
                    left, top, Math.min(right(), other.right()) - left, Math.min(bottom(), other.bottom()) - top);
        }
    }

    /// What they show.
    Window window() {
        return window;
    }

    /// Whether all channels of all pixels are 0.
    boolean isBlack() {
        for (byte value : bytes) {
            if (value != 0) {
                return false;
            }
        }
        return true;
    }

    boolean hasSamePixels(ReadPixels other) {
        return Arrays.equals(bytes, other.bytes);
    }

    /// Copies a part of them to a place in a buffer.
    void copyTo(RgbBuffer into, Window part, long atX, long atY) {
        MemorySegment target = into.pixels();
        int plane = window.width() * window.height();
        for (int row = 0; row < part.height(); row++) {
            long out = CHANNELS * ((atY + row) * into.width() + atX);
            int in = (part.y() - window.y() + row) * window.width() + part.x() - window.x();
            if (interleaved) {
                MemorySegment.copy(bytes, CHANNELS * in, target, ValueLayout.JAVA_BYTE, out, CHANNELS * part.width());
            } else {
                for (int column = 0; column < part.width(); column++, in++) {
                    target.set(ValueLayout.JAVA_BYTE, out++, bytes[in]);
                    target.set(ValueLayout.JAVA_BYTE, out++, bytes[in + plane]);
                    target.set(ValueLayout.JAVA_BYTE, out++, bytes[in + 2 * plane]);
                }
            }
        }
    }
}
