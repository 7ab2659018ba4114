package org.acinus.wsi.tiff;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.acinus.wsi.CorruptSlideException;

/// One image file directory: the tags of one image and the way to the next.
///
/// @param entries as stored
/// @param next offset of the next directory, unsigned and unchecked; 0 for none
record TiffDirectory(List<TiffEntry> entries, long next) {
    /// libtiff refuses more, so that nobody can read such a file anyway.
    private static final long MOST_ENTRIES = 4096;

    TiffDirectory {
        entries = List.copyOf(entries);
    }

    /// The entry of a tag.
    Optional<TiffEntry> entry(int tag) {
        return entries.stream().filter(entry -> entry.tag() == tag).findFirst();
    }

    /// Reads the directory at `offset`.
    ///
    /// @param what for messages, for example "directory 3"
    static TiffDirectory read(TiffBytes bytes, TiffDialect dialect, long offset, String what) throws IOException {
        boolean big = dialect == TiffDialect.BIG;
        int countBytes = big ? 8 : 2;
        ByteBuffer head = bytes.read(offset, countBytes, what);
        long count = big ? head.getLong() : Short.toUnsignedLong(head.getShort());
        if (count < 0 || count > MOST_ENTRIES) {
            throw new CorruptSlideException(
                    bytes.name() + ": " + what + " claims to have " + Long.toUnsignedString(count) + " tags");
        }
        int entries = (int) count;
        long start = offset + countBytes;
        int entryBytes = big ? 20 : 12;
        int nextBytes = dialect == TiffDialect.CLASSIC ? 4 : 8;
        ByteBuffer raw = bytes.read(start, entries * entryBytes + nextBytes, what);
        List<TiffEntry> found = new ArrayList<>(entries);
        if (dialect == TiffDialect.NDPI) {
            ByteBuffer highs = bytes.read(start + raw.limit(), entries * Integer.BYTES, what);
            for (int i = 0; i < entries; i++) {
                found.add(TiffEntry.ofNdpi(raw, start + (long) i * entryBytes, highs.getInt()));
            }
        } else {
            for (int i = 0; i < entries; i++) {
                found.add(TiffEntry.of(raw, start + (long) i * entryBytes, big));
            }
        }
        return new TiffDirectory(found, nextBytes == 8 ? raw.getLong() : Integer.toUnsignedLong(raw.getInt()));
    }
}
