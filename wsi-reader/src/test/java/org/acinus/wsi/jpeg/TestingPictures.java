package org.acinus.wsi.jpeg;

import static org.junit.jupiter.api.Assumptions.abort;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.Random;
import javax.imageio.ImageIO;
import org.acinus.wsi.RgbBuffer;

/// Pictures with smooth and sharp parts, and the JDK's own decoder (libjpeg 6b) to compare with.
final class TestingPictures {
    private TestingPictures() {}

    /// The library, or the test is skipped.
    static JpegLibrary.Usable library() {
        return switch (JpegLibrary.get()) {
            case JpegLibrary.Usable usable -> usable;
            case JpegLibrary.Unusable unusable -> abort("skipped: " + unusable.reason());
        };
    }

    static RgbBuffer picture(int width, int height, long seed) {
        Random random = new Random(seed);
        byte[] rgb = new byte[3 * width * height];
        for (int i = 0; i < rgb.length; i++) {
            int x = i / 3 % width;
            int y = i / 3 / width;
            double wave = 120 + 90 * Math.sin(x / (5.0 + i % 3)) * Math.cos(y / 7.0);
            rgb[i] = (byte) Math.clamp(Math.round(wave + 12 * random.nextGaussian()), 0, 255);
        }
        return new RgbBuffer(MemorySegment.ofArray(rgb), width, height);
    }

    static byte[] encode(RgbBuffer picture, int quality, ChromaSubsampling subsampling) {
        try (JpegEncoder encoder = JpegEncoder.open(library(), new JpegForm(quality, subsampling))) {
            return encoder.encode(RgbWindow.of(picture));
        }
    }

    static byte[] decode(byte[] stream, JpegTables tables, StoredColour colour, int width, int height) {
        byte[] rgb = new byte[3 * width * height];
        try (JpegDecoder decoder = JpegDecoder.open(library(), tables, colour)) {
            decoder.decode(
                    MemorySegment.ofArray(stream),
                    JpegScale.FULL,
                    RgbWindow.of(new RgbBuffer(MemorySegment.ofArray(rgb), width, height)));
        }
        return rgb;
    }

    /// As the JDK decodes it.
    static byte[] oracle(byte[] stream) throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(stream));
        byte[] rgb = new byte[3 * image.getWidth() * image.getHeight()];
        for (int i = 0; i < rgb.length; i += 3) {
            int pixel = image.getRGB(i / 3 % image.getWidth(), i / 3 / image.getWidth());
            rgb[i] = (byte) (pixel >> 16);
            rgb[i + 1] = (byte) (pixel >> 8);
            rgb[i + 2] = (byte) pixel;
        }
        return rgb;
    }
}
