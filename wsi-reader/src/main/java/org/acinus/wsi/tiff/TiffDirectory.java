package org.acinus.wsi.tiff;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.acinus.wsi.CorruptSlideException;

/// One image file directory: the tags of one image.
///
/// Tags are read from the file when they are asked for, so that the directories of a large slide take little
/// memory. One thread at a time, and only while the file that the index was read from is open.
public final class TiffDirectory {
    /// libtiff refuses more, so that nobody can read such a file anyway.
    private static final long MOST_TAGS = 4096;

    private final TiffBytes bytes;
    private final String name;
    private final List<TiffEntry> entries;
    private final long next;

    private TiffDirectory(TiffBytes bytes, String name, List<TiffEntry> entries, long next) {
        this.bytes = bytes;
        this.name = name;
        this.entries = List.copyOf(entries);
        this.next = next;
    }

    /// Reads the directory at `offset`.
    ///
    /// @param name for messages, for example "directory 3"
    static TiffDirectory read(TiffBytes bytes, TiffDialect dialect, long offset, String name) throws IOException {
        boolean big = dialect == TiffDialect.BIG;
        int countBytes = big ? 8 : 2;
        ByteBuffer head = bytes.read(offset, countBytes, name);
        long count = big ? head.getLong() : Short.toUnsignedLong(head.getShort());
        if (count < 0 || count > MOST_TAGS) {
            throw new CorruptSlideException(
                    bytes.name() + ": " + name + " claims to have " + Long.toUnsignedString(count) + " tags");
        }
        int tags = (int) count;
        long start = offset + countBytes;
        int entryBytes = big ? 20 : 12;
        int nextBytes = dialect == TiffDialect.CLASSIC ? 4 : 8;
        ByteBuffer raw = bytes.read(start, tags * entryBytes + nextBytes, name);
        List<TiffEntry> found = new ArrayList<>(tags);
        if (dialect == TiffDialect.NDPI) {
            ByteBuffer highs = bytes.read(start + raw.limit(), tags * Integer.BYTES, name);
            for (int i = 0; i < tags; i++) {
                found.add(TiffEntry.ofNdpi(raw, start + (long) i * entryBytes, highs.getInt()));
            }
        } else {
            for (int i = 0; i < tags; i++) {
                found.add(TiffEntry.of(raw, start + (long) i * entryBytes, big));
            }
        }
        long next = nextBytes == 8 ? raw.getLong() : Integer.toUnsignedLong(raw.getInt());
        return new TiffDirectory(bytes, name, found, next);
    }

    /// How messages name this directory, for example "directory 3".
    public String name() {
        return name;
    }

    /// Every tag, in the file's order.
    List<TiffEntry> entries() {
        return entries;
    }

    /// Number of tags.
    int tags() {
        return entries.size();
    }

    /// Offset of the next directory, unsigned and unchecked; 0 for none.
    long next() {
        return next;
    }

    /// Whether a tag is there and has a value.
    public boolean has(int tag) {
        return entry(tag).isPresent();
    }

    /// How many bytes a tag of bytes or text claims to hold; 0 for other tags.
    long octetCount(int tag) {
        return entry(tag).filter(TiffEntry::holdsOctets).map(TiffEntry::count).orElse(0L);
    }

    /// The first value of a tag of unsigned integers.
    ///
    /// @throws CorruptSlideException where the tag holds something else
    public OptionalLong number(int tag) throws IOException {
        Optional<TiffValues> values = numbers(tag);
        return values.isPresent() ? OptionalLong.of(values.get().next()) : OptionalLong.empty();
    }

    /// The first value of a tag of unsigned integers, or TIFF's default.
    ///
    /// @param absent what counts where the tag is not there
    /// @throws CorruptSlideException where the tag holds something else
    public long number(int tag, long absent) throws IOException {
        return number(tag).orElse(absent);
    }

    /// Whether each value of a tag is this one; true where the tag is not there.
    ///
    /// @throws CorruptSlideException where the tag does not hold unsigned integers
    public boolean allAre(int tag, long expected) throws IOException {
        Optional<TiffValues> values = numbers(tag);
        while (values.isPresent() && values.get().hasNext()) {
            if (values.get().next() != expected) {
                return false;
            }
        }
        return true;
    }

    /// The first value of a tag of fractions or floating-point numbers; nothing for other types.
    public OptionalDouble real(int tag) throws IOException {
        Optional<TiffEntry> entry = entry(tag).filter(found -> found.valueBytes() > 0);
        if (entry.isEmpty()) {
            return OptionalDouble.empty();
        }
        return entry.get().real(bytes.read(entry.get().offset(), entry.get().valueBytes(), what(tag)));
    }

    /// The bytes of a tag of bytes or text; nothing for other types.
    ///
    /// @param most a file that claims to have more is corrupt
    /// @throws CorruptSlideException where there are more
    public Optional<byte[]> octets(int tag, int most) throws IOException {
        Optional<TiffEntry> entry = entry(tag).filter(TiffEntry::holdsOctets);
        if (entry.isEmpty()) {
            return Optional.empty();
        }
        if (entry.get().count() > most) {
            throw new CorruptSlideException(bytes.name() + ": " + what(tag) + " claims to have "
                    + entry.get().count() + " bytes, where " + most + " are more than enough");
        }
        int count = (int) entry.get().count();
        ByteBuffer values = bytes.read(entry.get().offset(), count, what(tag));
        byte[] octets = new byte[count];
        values.get(octets);
        return Optional.of(octets);
    }

    /// The text of a tag, up to its first NUL.
    ///
    /// @param most bytes; a file that claims to have more is corrupt
    /// @throws CorruptSlideException where there are more
    public Optional<String> text(int tag, int most) throws IOException {
        Optional<byte[]> octets = octets(tag, most);
        if (octets.isEmpty()) {
            return Optional.empty();
        }
        int length = 0;
        while (length < octets.get().length && octets.get()[length] != 0) {
            length++;
        }
        return Optional.of(new String(octets.get(), 0, length, StandardCharsets.UTF_8));
    }

    /// Where the tiles of this image lie.
    ///
    /// @param tiles how many there must be at least
    /// @throws CorruptSlideException where there are fewer
    /// @throws org.acinus.wsi.TruncatedSlideException where one lies beyond the file's end
    public TileTable tiles(int tiles) throws IOException {
        return TileTable.read(bytes, this, tiles);
    }

    /// The unsigned integers of a tag, one after the other.
    ///
    /// @throws CorruptSlideException where the tag holds something else
    Optional<TiffValues> numbers(int tag) throws IOException {
        Optional<TiffEntry> entry = entry(tag);
        if (entry.isPresent() && !entry.get().holdsUnsignedIntegers()) {
            throw new CorruptSlideException(
                    bytes.name() + ": " + what(tag) + " holds something else than unsigned integers");
        }
        return entry.map(found -> new TiffValues(bytes, found, what(tag)));
    }

    /// Fails unless all values that make the image lie within the file.
    void requireTagsInside() {
        for (TiffEntry entry : entries) {
            if (entry.isEssential()) {
                bytes.requireArrayInside(entry.offset(), entry.count(), entry.valueBytes(), what(entry.tag()));
            }
        }
    }

    private Optional<TiffEntry> entry(int tag) {
        return entries.stream()
                .filter(entry -> entry.tag() == tag && entry.count() != 0)
                .findFirst();
    }

    private String what(int tag) {
        return "tag " + tag + " of " + name;
    }
}
