package org.acinus.wsi.tiff;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.NoSuchElementException;

/// The unsigned integers of one tag, read in small chunks: a slide has millions of tile offsets, a hostile file
/// claims more. One thread at a time.
final class TiffValues {
    private static final int CHUNK_BYTES = 1 << 15;

    private final TiffBytes bytes;
    private final TiffEntry entry;
    private final String what;
    private final long count;
    private long taken;
    private ByteBuffer chunk = ByteBuffer.allocate(0);

    /// Prepares to read; fails at once where the values reach beyond the file's end.
    ///
    /// @param entry of unsigned integers
    /// @param what for messages
    TiffValues(TiffBytes bytes, TiffEntry entry, String what) {
        this.bytes = bytes;
        this.entry = entry;
        this.what = what;
        this.count = entry.count();
        bytes.requireArrayInside(entry.offset(), count, entry.valueBytes(), what);
    }

    /// How many there are in all.
    long count() {
        return count;
    }

    boolean hasNext() {
        return taken < count;
    }

    /// The next value; negative where it does not fit into 63 bits.
    long next() throws IOException {
        if (!hasNext()) {
            throw new NoSuchElementException(what);
        }
        int size = entry.valueBytes();
        if (!chunk.hasRemaining()) {
            int values = (int) Math.min(CHUNK_BYTES / size, count - taken);
            chunk = bytes.read(entry.offset() + taken * size, values * size, what);
        }
        taken++;
        return switch (size) {
            case 1 -> Byte.toUnsignedLong(chunk.get());
            case 2 -> Short.toUnsignedLong(chunk.getShort());
            case 4 -> Integer.toUnsignedLong(chunk.getInt()) | (long) entry.high() << 32;
            default -> chunk.getLong();
        };
    }
}
