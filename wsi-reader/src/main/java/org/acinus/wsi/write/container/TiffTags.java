package org.acinus.wsi.write.container;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// The tags of one image, ready to be laid out as a little-endian directory (TIFF 6.0 section 2, BigTIFF).
public final class TiffTags {
    public static final int NEW_SUBFILE_TYPE = 254;
    public static final int IMAGE_WIDTH = 256;
    public static final int IMAGE_LENGTH = 257;
    public static final int BITS_PER_SAMPLE = 258;
    public static final int COMPRESSION = 259;
    public static final int PHOTOMETRIC = 262;
    public static final int IMAGE_DESCRIPTION = 270;
    public static final int STRIP_OFFSETS = 273;
    public static final int SAMPLES_PER_PIXEL = 277;
    public static final int ROWS_PER_STRIP = 278;
    public static final int STRIP_BYTE_COUNTS = 279;
    public static final int X_RESOLUTION = 282;
    public static final int Y_RESOLUTION = 283;
    public static final int PLANAR_CONFIGURATION = 284;
    public static final int RESOLUTION_UNIT = 296;
    public static final int SOFTWARE = 305;
    public static final int TILE_WIDTH = 322;
    public static final int TILE_LENGTH = 323;
    public static final int TILE_OFFSETS = 324;
    public static final int TILE_BYTE_COUNTS = 325;
    public static final int SUB_DIRECTORIES = 330;
    public static final int SAMPLE_FORMAT = 339;
    public static final int JPEG_TABLES = 347;
    public static final int YCBCR_SUBSAMPLING = 530;

    private static final int ASCII = 2;
    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int RATIONAL = 5;
    private static final int UNDEFINED = 7;
    private static final int LONG8 = 16;

    private final SortedMap<Integer, Value> values = new TreeMap<>();
    private final List<TiffTags> children = new ArrayList<>();
    private final boolean big;

    /// @param big whether the file is a BigTIFF
    public TiffTags(boolean big) {
        this.big = big;
    }

    private record Value(int type, long count, ByteBuffer bytes) {}

    public TiffTags shorts(int tag, int... numbers) {
        ByteBuffer bytes = allocate(Short.BYTES * numbers.length);
        for (int number : numbers) {
            bytes.putShort((short) number);
        }
        return put(tag, SHORT, numbers.length, bytes);
    }

    public TiffTags number(int tag, long number) {
        return put(tag, LONG, 1, allocate(Integer.BYTES).putInt(Math.toIntExact(number)));
    }

    /// Offsets or byte counts: as wide as the file's offsets are.
    public TiffTags offsets(int tag, long... numbers) {
        ByteBuffer bytes = allocate((big ? Long.BYTES : Integer.BYTES) * numbers.length);
        for (long number : numbers) {
            if (big) {
                bytes.putLong(number);
            } else {
                bytes.putInt((int) number);
            }
        }
        return put(tag, big ? LONG8 : LONG, numbers.length, bytes);
    }

    /// A fraction of two unsigned 32-bit numbers.
    public TiffTags rational(int tag, long numerator, long denominator) {
        ByteBuffer bytes = allocate(2 * Integer.BYTES);
        bytes.putInt(Math.toIntExact(numerator)).putInt(Math.toIntExact(denominator));
        return put(tag, RATIONAL, 1, bytes);
    }

    /// Images that belong to this one and are reached through it alone, in this order.
    public TiffTags children(List<TiffTags> images) {
        children.addAll(images);
        return this;
    }

    List<TiffTags> children() {
        return List.copyOf(children);
    }

    public TiffTags text(int tag, String text) {
        byte[] ascii = (text + '\0').getBytes(StandardCharsets.US_ASCII);
        return put(tag, ASCII, ascii.length, allocate(ascii.length).put(ascii));
    }

    public TiffTags bytes(int tag, byte[] content) {
        return put(tag, UNDEFINED, content.length, allocate(content.length).put(content));
    }

    private TiffTags put(int tag, int type, long count, ByteBuffer filled) {
        values.put(tag, new Value(type, count, filled.flip()));
        return this;
    }

    /// Bytes of the directory and of the values behind it.
    int length() {
        int length = directoryBytes();
        for (Value value : values.values()) {
            if (value.bytes.limit() > inlineBytes()) {
                length += even(value.bytes.limit());
            }
        }
        return length;
    }

    /// Lays the directory out.
    ///
    /// @param at where it will lie in the file
    /// @param next where the next directory will lie, or 0
    ByteBuffer layOut(long at, long next) {
        ByteBuffer out = allocate(length());
        putWide(out.position(0), values.size(), true);
        int behind = directoryBytes();
        for (var entry : values.entrySet()) {
            Value value = entry.getValue();
            out.putShort((short) (int) entry.getKey()).putShort((short) value.type);
            putWide(out, value.count, false);
            ByteBuffer content = value.bytes.duplicate();
            int slot = out.position();
            if (content.limit() <= inlineBytes()) {
                out.put(content);
            } else {
                out.put(behind, content, 0, content.limit());
                putWide(out, at + behind, false);
                behind += even(content.limit());
            }
            out.position(slot + inlineBytes());
        }
        putWide(out, next, false);
        return out.rewind();
    }

    private void putWide(ByteBuffer out, long number, boolean isEntryCount) {
        if (big) {
            out.putLong(number);
        } else if (isEntryCount) {
            out.putShort((short) number);
        } else {
            out.putInt((int) number);
        }
    }

    private int directoryBytes() {
        return big ? 8 + 20 * values.size() + 8 : even(2 + 12 * values.size() + 4);
    }

    private int inlineBytes() {
        return big ? Long.BYTES : Integer.BYTES;
    }

    private static int even(int length) {
        return length + (length & 1);
    }

    private static ByteBuffer allocate(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
