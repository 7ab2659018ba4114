package org.acinus.heatmap.drawing;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.acinus.wsi.RgbBuffer;

/// From RGB8 pixels, as slides give them, to Java's pictures.
public final class RgbPicture {
    private RgbPicture() {}

    /// A copy of the pixels as a picture that can be drawn, and written by ImageIO.
    public static BufferedImage of(RgbBuffer pixels) {
        return of(pixels.pixels(), pixels.width(), pixels.height());
    }

    /// Likewise of pixels that lie in memory.
    ///
    /// @param rgb rows packed, red first; may be longer than the picture
    /// @param width in pixels
    /// @param height in pixels
    public static BufferedImage of(MemorySegment rgb, int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        byte[] bgr = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        MemorySegment.copy(rgb, ValueLayout.JAVA_BYTE, 0, bgr, 0, bgr.length);
        for (int i = 0; i < bgr.length; i += RgbBuffer.BYTES_PER_PIXEL) {
            byte red = bgr[i];
            bgr[i] = bgr[i + 2];
            bgr[i + 2] = red;
        }
        return image;
    }
}
