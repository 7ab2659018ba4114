package org.acinus.stain;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.acinus.wsi.RgbBuffer;

/// Pictures as pixel buffers.
final class TestingPicture {
    private TestingPicture() {}

    static RgbBuffer read(Path file) throws IOException {
        BufferedImage image = ImageIO.read(file.toFile());
        RgbBuffer picture = RgbBuffer.onHeap(image.getWidth(), image.getHeight());
        long at = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int rgb = image.getRGB(x, y);
                picture.pixels().set(ValueLayout.JAVA_BYTE, at++, (byte) (rgb >> 16));
                picture.pixels().set(ValueLayout.JAVA_BYTE, at++, (byte) (rgb >> 8));
                picture.pixels().set(ValueLayout.JAVA_BYTE, at++, (byte) rgb);
            }
        }
        return picture;
    }

    static RgbBuffer copy(RgbBuffer picture) {
        RgbBuffer copy = RgbBuffer.onHeap(picture.width(), picture.height());
        copy.pixels().copyFrom(picture.pixels());
        return copy;
    }

    /// The largest difference of any channel of any pixel.
    static int difference(RgbBuffer one, RgbBuffer other) {
        int most = 0;
        for (long at = 0; at < RgbBuffer.byteSize(one.width(), one.height()); at++) {
            int left = one.pixels().get(ValueLayout.JAVA_BYTE, at) & 255;
            int right = other.pixels().get(ValueLayout.JAVA_BYTE, at) & 255;
            most = Math.max(most, Math.abs(left - right));
        }
        return most;
    }
}
