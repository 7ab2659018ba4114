package org.acinus.wsi;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Copies of slides in which a stored JPEG tile does not decode.
final class DamagedTiles {
    private static final int MARK = 0xFF;
    private static final int START_OF_IMAGE = 0xD8;

    /// Of each tile this much is overwritten, from its first byte.
    private static final int OVERWRITTEN = 64;

    private DamagedTiles() {}

    /// A copy beside the original whose `index`th JPEG stream, in file order, begins with zeros.
    static Path damage(Path slide, int index) throws IOException {
        byte[] bytes = Files.readAllBytes(slide);
        int seen = 0;
        for (int i = 0; i + OVERWRITTEN < bytes.length; i++) {
            boolean start =
                    (bytes[i] & 255) == MARK && (bytes[i + 1] & 255) == START_OF_IMAGE && (bytes[i + 2] & 255) == MARK;
            if (start && seen++ == index) {
                java.util.Arrays.fill(bytes, i, i + OVERWRITTEN, (byte) 0);
                return Files.write(slide.resolveSibling("damaged-" + slide.getFileName()), bytes);
            }
        }
        throw new IllegalArgumentException(slide + " has no JPEG stream " + index);
    }
}
