package org.acinus.cli.slide;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.acinus.heatmap.drawing.RgbPicture;
import org.acinus.wsi.RgbBuffer;

/// How tiles are saved as pictures.
enum PictureKind {
    /// Lossless.
    PNG("png"),
    /// Stored tiles as they are, others compressed with [#QUALITY].
    JPEG("jpg");

    private static final float QUALITY = 0.9f;

    private final String ending;

    PictureKind(String ending) {
        this.ending = ending;
    }

    /// Of file names, without a dot.
    String ending() {
        return ending;
    }

    /// Compresses a tile.
    byte[] encode(RgbBuffer pixels) throws IOException {
        return encode(RgbPicture.of(pixels));
    }

    /// Compresses a picture without transparency.
    byte[] encode(BufferedImage picture) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName(ending).next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            ImageWriteParam settings = writer.getDefaultWriteParam();
            if (this == JPEG) {
                settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                settings.setCompressionQuality(QUALITY);
            }
            writer.write(null, new IIOImage(picture, null, null), settings);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
