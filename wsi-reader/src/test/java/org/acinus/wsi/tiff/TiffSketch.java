package org.acinus.wsi.tiff;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/// Writes TIFF structures byte by byte, right or wrong as the test wants them.
final class TiffSketch {
    private final ByteBuffer bytes;
    private final boolean big;

    TiffSketch(int length, ByteOrder order, boolean big) {
        this.bytes = ByteBuffer.allocate(length).order(order);
        this.big = big;
        short mark = (short) (order == ByteOrder.LITTLE_ENDIAN ? 0x4949 : 0x4D4D);
        bytes.putShort(0, mark).putShort(2, (short) (big ? 43 : 42));
        if (big) {
            bytes.putShort(4, (short) 8).putShort(6, (short) 0);
        }
    }

    static TiffSketch classic(int length) {
        return new TiffSketch(length, ByteOrder.LITTLE_ENDIAN, false);
    }

    TiffSketch first(long offset) {
        number(big ? 8 : 4, offset);
        return this;
    }

    /// One directory of LONG (classic) or LONG8 (BigTIFF) tags.
    ///
    /// @param tags triples of tag, count, value or offset
    TiffSketch directory(int at, long next, long... tags) {
        int entries = tags.length / 3;
        if (big) {
            bytes.putLong(at, entries);
        } else {
            bytes.putShort(at, (short) entries);
        }
        int place = at + (big ? 8 : 2);
        for (int i = 0; i < tags.length; i += 3) {
            bytes.putShort(place, (short) tags[i]).putShort(place + 2, (short) (big ? 16 : 4));
            number(place + 4, tags[i + 1]);
            number(place + (big ? 12 : 8), tags[i + 2]);
            place += big ? 20 : 12;
        }
        number(place, next);
        return this;
    }

    /// Gives the `index`th tag of the directory at `at` another field type.
    TiffSketch typed(int at, int index, int type) {
        bytes.putShort(at + (big ? 8 + 20 * index : 2 + 12 * index) + 2, (short) type);
        return this;
    }

    TiffSketch array(int at, long... values) {
        for (int i = 0; i < values.length; i++) {
            number(at + i * (big ? 8 : 4), values[i]);
        }
        return this;
    }

    private void number(int at, long value) {
        if (big) {
            bytes.putLong(at, value);
        } else {
            bytes.putInt(at, (int) value);
        }
    }

    Path in(Path folder) throws IOException {
        return in(folder, bytes.capacity());
    }

    Path in(Path folder, int length) throws IOException {
        Path file = Files.createTempFile(folder, "sketch", ".tif");
        byte[] content = new byte[length];
        bytes.get(0, content);
        return Files.write(file, content);
    }
}
