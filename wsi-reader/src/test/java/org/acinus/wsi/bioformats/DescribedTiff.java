package org.acinus.wsi.bioformats;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// The smallest RGB TIFF, 4 x 4 pixels in one strip, with a text in a tag of one's choice.
final class DescribedTiff {
    private static final int IMAGE_DESCRIPTION = 270;
    private static final int SIDE = 4;
    private static final int PIXEL_BYTES = 3 * SIDE * SIDE;
    private static final int ENTRIES = 11;

    private DescribedTiff() {}

    static Path write(Path file, String description) throws IOException {
        return write(file, (description + "\0").getBytes(StandardCharsets.UTF_8), IMAGE_DESCRIPTION);
    }

    static Path write(Path file, byte[] text, int textTag) throws IOException {
        int pixelsAt = 8;
        int bitsAt = pixelsAt + PIXEL_BYTES;
        int textAt = bitsAt + 8;
        int directoryAt = (textAt + text.length + 1) & ~1;
        ByteBuffer tiff =
                ByteBuffer.allocate(directoryAt + 2 + 12 * ENTRIES + 4).order(ByteOrder.LITTLE_ENDIAN);
        tiff.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(directoryAt);
        tiff.position(bitsAt);
        tiff.putShort((short) 8).putShort((short) 8).putShort((short) 8);
        tiff.position(textAt);
        tiff.put(text);
        tiff.position(directoryAt);
        tiff.putShort((short) ENTRIES);
        entry(tiff, 256, 3, 1, SIDE);
        entry(tiff, 257, 3, 1, SIDE);
        entry(tiff, 258, 3, 3, bitsAt);
        entry(tiff, 259, 3, 1, 1);
        entry(tiff, 262, 3, 1, 2);
        if (textTag == IMAGE_DESCRIPTION) {
            entry(tiff, textTag, 2, text.length, textAt);
        }
        entry(tiff, 273, 4, 1, pixelsAt);
        entry(tiff, 277, 3, 1, 3);
        entry(tiff, 278, 3, 1, SIDE);
        entry(tiff, 279, 4, 1, PIXEL_BYTES);
        entry(tiff, 284, 3, 1, 1);
        if (textTag != IMAGE_DESCRIPTION) {
            entry(tiff, textTag, 7, text.length, textAt);
        }
        tiff.putInt(0);
        return Files.write(file, tiff.array());
    }

    private static void entry(ByteBuffer tiff, int tag, int type, int count, int value) {
        tiff.putShort((short) tag).putShort((short) type).putInt(count).putInt(value);
    }
}
