package org.acinus.wsi.tiff;

import java.nio.ByteBuffer;

/// One tag of a directory, its values not yet read.
///
/// @param tag number of the tag
/// @param type TIFF's field type
/// @param count number of values, unsigned and unchecked
/// @param offset where the values lie in the file, unsigned and unchecked; they may lie inside the directory
///     itself
/// @param high upper 32 bits of a single inline value in Hamamatsu's dialect, else 0
record TiffEntry(int tag, int type, long count, long offset, int high) {
    static final int STRIP_OFFSETS = 273;
    static final int STRIP_BYTE_COUNTS = 279;
    static final int TILE_OFFSETS = 324;
    static final int TILE_BYTE_COUNTS = 325;
    static final int SUB_DIRECTORIES = 330;
    static final int NDPI_MARK = 65420;

    private static final int FIRST_PRIVATE_TAG = 32768;
    private static final int ICC_PROFILE = 34675;

    private static final int ASCII = 2;

    /// Reads an entry of 12 (classic) or 20 (BigTIFF) bytes.
    ///
    /// @param raw positioned at the entry; afterwards behind it
    /// @param at where the entry lies in the file
    static TiffEntry of(ByteBuffer raw, long at, boolean big) {
        int tag = Short.toUnsignedInt(raw.getShort());
        int type = Short.toUnsignedInt(raw.getShort());
        long count = big ? raw.getLong() : Integer.toUnsignedLong(raw.getInt());
        long value = big ? raw.getLong() : Integer.toUnsignedLong(raw.getInt());
        return new TiffEntry(tag, type, count, fits(type, count, big ? 8 : 4) ? at + (big ? 12 : 8) : value, 0);
    }

    /// Reads an entry of Hamamatsu's dialect: classic, with the upper halves of all values behind the directory.
    ///
    /// Text is never inline there (OpenSlide, `openslide-decode-tifflike.c`).
    ///
    /// @param raw positioned at the entry; afterwards behind it
    /// @param at where the entry lies in the file
    /// @param high upper 32 bits of the entry's value or offset
    static TiffEntry ofNdpi(ByteBuffer raw, long at, int high) {
        int tag = Short.toUnsignedInt(raw.getShort());
        int type = Short.toUnsignedInt(raw.getShort());
        long count = Integer.toUnsignedLong(raw.getInt());
        long low = Integer.toUnsignedLong(raw.getInt());
        if (type != ASCII && fits(type, count, 4)) {
            return new TiffEntry(tag, type, count, at + 8, high);
        }
        return new TiffEntry(tag, type, count, low | (long) high << 32, 0);
    }

    /// Whether the values are part of what makes the image: those of private tags are not, except for the ICC
    /// profile.
    ///
    /// Scanners put anything into private tags, and no reader here needs them.
    boolean isEssential() {
        return valueBytes() > 0 && (tag < FIRST_PRIVATE_TAG || tag == ICC_PROFILE);
    }

    /// Bytes of one value, or 0 for a field type that neither TIFF 6.0 nor BigTIFF has.
    int valueBytes() {
        return valueBytes(type);
    }

    /// Whether the values are unsigned integers, as offsets and byte counts are.
    boolean holdsUnsignedIntegers() {
        return switch (type) {
            case 1, 3, 4, 13, 16, 18 -> true;
            default -> false;
        };
    }

    private static int valueBytes(int type) {
        return switch (type) {
            case 1, ASCII, 6, 7 -> 1;
            case 3, 8 -> 2;
            case 4, 9, 11, 13 -> 4;
            case 5, 10, 12, 16, 17, 18 -> 8;
            default -> 0;
        };
    }

    private static boolean fits(int type, long count, int inlineBytes) {
        return count >= 0 && count <= inlineBytes && count * valueBytes(type) <= inlineBytes;
    }
}
