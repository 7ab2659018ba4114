package org.acinus.cli.slide;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.acinus.export.AtomicFile;
import org.acinus.wsi.RgbBuffer;

/// Java's pictures, into files and from them.
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

    /// The pixels of a picture of any kind.
    static RgbBuffer toBuffer(BufferedImage image) {
        RgbBuffer pixels = RgbBuffer.onHeap(image.getWidth(), image.getHeight());
        int[] row = new int[image.getWidth()];
        long at = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            image.getRGB(0, y, row.length, 1, row, 0, row.length);
            for (int rgb : row) {
                pixels.pixels().set(ValueLayout.JAVA_BYTE, at++, (byte) (rgb >> 16));
                pixels.pixels().set(ValueLayout.JAVA_BYTE, at++, (byte) (rgb >> 8));
                pixels.pixels().set(ValueLayout.JAVA_BYTE, at++, (byte) rgb);
            }
        }
        return pixels;
    }
}
