package org.acinus.cli.slide;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.acinus.export.AtomicFile;

/// Java's pictures as files.
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
}
