package org.acinus.wsi.tiff;

import java.nio.ByteBuffer;
import java.util.OptionalDouble;

/// One tag of a directory, its values not yet read.
///
/// @param tag number of the tag
/// @param type TIFF's field type
/// @param count number of values, unsigned and unchecked
/// @param offset where the values lie in the file, unsigned and unchecked; they may lie inside the directory
///     itself
/// @param high upper 32 bits of a single inline value in Hamamatsu's dialect, else 0
record TiffEntry(int tag, int type, long count, long offset, int high) {
    private static final int FIRST_PRIVATE_TAG = 32768;

    private static final int ASCII = 2;
    private static final int RATIONAL = 5;
    private static final int FLOAT = 11;
    private static final int DOUBLE = 12;

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
        return valueBytes() > 0 && (tag < FIRST_PRIVATE_TAG || tag == TiffTag.ICC_PROFILE);
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

    /// Whether the values are bytes: text, or something that only its owner understands.
    boolean holdsOctets() {
        return type == 1 || type == ASCII || type == 7;
    }

    /// The first value as a real number, as OpenSlide takes it: nothing for integers and a denominator of 0.
    ///
    /// @param raw positioned at the value
    OptionalDouble real(ByteBuffer raw) {
        return switch (type) {
            case FLOAT -> OptionalDouble.of(raw.getFloat());
            case DOUBLE -> OptionalDouble.of(raw.getDouble());
            case RATIONAL -> quotient(unsigned(raw.getInt()), unsigned(raw.getInt()));
            case 10 -> quotient(raw.getInt(), raw.getInt());
            default -> OptionalDouble.empty();
        };
    }

    private static double unsigned(int value) {
        return (double) Integer.toUnsignedLong(value);
    }

    private static OptionalDouble quotient(double numerator, double denominator) {
        return denominator == 0 ? OptionalDouble.empty() : OptionalDouble.of(numerator / denominator);
    }

    private static int valueBytes(int type) {
        return switch (type) {
            case 1, ASCII, 6, 7 -> 1;
            case 3, 8 -> 2;
            case 4, 9, FLOAT, 13 -> 4;
            case RATIONAL, 10, DOUBLE, 16, 17, 18 -> 8;
            default -> 0;
        };
    }

    private static boolean fits(int type, long count, int inlineBytes) {
        return count >= 0 && count <= inlineBytes && count * valueBytes(type) <= inlineBytes;
    }
}
