package org.acinus.cli.slide;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.acinus.export.AtomicFile;
import org.acinus.wsi.RgbBuffer;

/// From RGB buffers to Java's pictures.
final class Pictures {
    private Pictures() {}

    /// Writes a PNG, whole or not at all.
    static void writePng(BufferedImage picture, Path file) throws IOException {
        AtomicFile.write(file, out -> {
            if (!ImageIO.write(picture, "png", out)) {
                throw new IOException("This Java cannot write PNG: its module java.desktop lacks the writer");
            }
        });
    }

    /// A copy of the pixels as a picture that ImageIO can write.
    static BufferedImage toImage(RgbBuffer pixels) {
        BufferedImage image = new BufferedImage(pixels.width(), pixels.height(), BufferedImage.TYPE_3BYTE_BGR);
        byte[] bgr = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        MemorySegment.copy(pixels.pixels(), ValueLayout.JAVA_BYTE, 0, bgr, 0, bgr.length);
        for (int i = 0; i < bgr.length; i += RgbBuffer.BYTES_PER_PIXEL) {
            byte red = bgr[i];
            bgr[i] = bgr[i + 2];
            bgr[i + 2] = red;
        }
        return image;
    }
}
