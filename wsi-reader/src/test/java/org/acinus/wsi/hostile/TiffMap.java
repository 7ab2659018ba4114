package org.acinus.wsi.hostile;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Where everything lies in a sound little-endian TIFF or BigTIFF, so that it can be damaged on purpose.
public final class TiffMap {
    private static final int SUB_DIRECTORIES = 330;

    private final byte[] bytes;
    private final boolean big;
    private final List<Directory> directories = new ArrayList<>();

    private TiffMap(byte[] bytes, boolean big) {
        this.bytes = bytes;
        this.big = big;
    }

    /// The whole file; never changed.
    byte[] bytes() {
        return bytes;
    }

    boolean big() {
        return big;
    }

    /// The chain of pages, then their SubIFDs.
    public List<Directory> directories() {
        return List.copyOf(directories);
    }

    /// One image.
    ///
    /// @param offset where its number of entries stands
    /// @param nextAt where the offset of the next directory stands
    public record Directory(int offset, List<Entry> entries, int nextAt) {
        public Optional<Entry> entry(int tag) {
            return entries.stream().filter(entry -> entry.tag == tag).findFirst();
        }
    }

    /// One tag.
    ///
    /// @param at where its 12 or 20 bytes begin
    /// @param valueAt where its values begin, in the entry or elsewhere
    /// @param values as unsigned integers; of texts and fractions the bytes
    public record Entry(int tag, int at, int valueAt, List<Long> values) {}

    public static TiffMap of(byte[] file) {
        ByteBuffer bytes = view(file);
        boolean big = bytes.getShort(2) == 43;
        TiffMap map = new TiffMap(file, big);
        int next = big ? (int) bytes.getLong(8) : bytes.getInt(4);
        while (next != 0) {
            next = map.readDirectory(next);
        }
        List<Long> children = new ArrayList<>();
        map.directories.forEach(
                directory -> directory.entry(SUB_DIRECTORIES).ifPresent(entry -> children.addAll(entry.values)));
        children.forEach(child -> map.readDirectory(child.intValue()));
        return map;
    }

    public static ByteBuffer view(byte[] file) {
        return ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    }

    /// Bytes before the first entry of a directory.
    int countBytes() {
        return big ? Long.BYTES : Short.BYTES;
    }

    int entryBytes() {
        return big ? 20 : 12;
    }

    /// Where the header's pointer to the first directory stands.
    int firstPointerAt() {
        return big ? 8 : 4;
    }

    /// Where in an entry its number of values stands.
    int countAt(Entry entry) {
        return entry.at + 4;
    }

    /// Where in an entry its value or pointer stands.
    int slotAt(Entry entry) {
        return entry.at + (big ? 12 : 8);
    }

    /// Writes a number as wide as the file's offsets are.
    void putWide(byte[] copy, int at, long number) {
        if (big) {
            view(copy).putLong(at, number);
        } else {
            view(copy).putInt(at, (int) number);
        }
    }

    /// The largest number that an offset can state.
    long mostWide() {
        return big ? Long.MAX_VALUE : 0xFFFF_FFFFL;
    }

    private int readDirectory(int offset) {
        ByteBuffer view = view(bytes);
        int count = big ? (int) view.getLong(offset) : Short.toUnsignedInt(view.getShort(offset));
        List<Entry> entries = new ArrayList<>();
        int at = offset + countBytes();
        for (int i = 0; i < count; i++, at += entryBytes()) {
            entries.add(readEntry(view, at));
        }
        directories.add(new Directory(offset, entries, at));
        return big ? (int) view.getLong(at) : view.getInt(at);
    }

    private Entry readEntry(ByteBuffer view, int at) {
        int size = switch (view.getShort(at + 2)) {
            case 3 -> 2;
            case 4 -> 4;
            case 16 -> 8;
            default -> 1;
        };
        int count = big ? (int) view.getLong(at + 4) : view.getInt(at + 4);
        int slot = at + (big ? 12 : 8);
        boolean inside = (long) size * count <= (big ? 8 : 4);
        int valueAt = inside ? slot : big ? (int) view.getLong(slot) : view.getInt(slot);
        List<Long> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            values.add(
                    switch (size) {
                        case 1 -> Byte.toUnsignedLong(view.get(valueAt + i));
                        case 2 -> Short.toUnsignedLong(view.getShort(valueAt + 2 * i));
                        case 4 -> Integer.toUnsignedLong(view.getInt(valueAt + 4 * i));
                        default -> view.getLong(valueAt + 8 * i);
                    });
        }
        return new Entry(Short.toUnsignedInt(view.getShort(at)), at, valueAt, List.copyOf(values));
    }
}
