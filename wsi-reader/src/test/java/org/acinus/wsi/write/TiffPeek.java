package org.acinus.wsi.write;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import javax.imageio.ImageIO;

/// Reads a little-endian TIFF by the book and shares nothing with the writer.
final class TiffPeek {
    private final ByteBuffer bytes;
    private final boolean big;
    /// The chain of pages; behind them the SubIFDs of all pages.
    private final List<Map<Integer, long[]>> pages = new ArrayList<>();
    private final int chained;

    TiffPeek(Path file) throws IOException {
        bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        big = bytes.getShort(2) == 43;
        long next = big ? bytes.getLong(8) : Integer.toUnsignedLong(bytes.getInt(4));
        while (next != 0) {
            next = readPage((int) next);
        }
        chained = pages.size();
        for (int page = 0; page < chained; page++) {
            for (long sub : values(page, 330)) {
                if (readPage((int) sub) != 0) {
                    throw new AssertionError("a SubIFD has a successor");
                }
            }
        }
    }

    boolean isBig() {
        return big;
    }

    int pages() {
        return chained;
    }

    int pagesWithSubDirectories() {
        return pages.size();
    }

    long[] values(int page, int tag) {
        return pages.get(page).getOrDefault(tag, new long[0]);
    }

    long value(int page, int tag) {
        return values(page, tag)[0];
    }

    String text(int page, int tag) {
        byte[] text = raw(values(page, tag));
        return new String(text, 0, text.length - 1, StandardCharsets.US_ASCII);
    }

    byte[] raw(long[] values) {
        byte[] raw = new byte[values.length];
        for (int i = 0; i < raw.length; i++) {
            raw[i] = (byte) values[i];
        }
        return raw;
    }

    byte[] piece(int page, int offsetsTag, int countsTag, int index) {
        byte[] piece = new byte[(int) values(page, countsTag)[index]];
        bytes.get((int) values(page, offsetsTag)[index], piece);
        return piece;
    }

    /// A JPEG tile or strip decoded with its page's tables put back.
    BufferedImage jpeg(int page, int offsetsTag, int countsTag, int index) throws IOException {
        byte[] tables = raw(values(page, 347));
        byte[] piece = piece(page, offsetsTag, countsTag, index);
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.write(tables, 0, tables.length - 2);
        whole.write(piece, 2, piece.length - 2);
        return ImageIO.read(new ByteArrayInputStream(whole.toByteArray()));
    }

    byte[] inflated(int page, int index, int length) throws DataFormatException {
        Inflater inflater = new Inflater();
        inflater.setInput(piece(page, 324, 325, index));
        byte[] out = new byte[length];
        int read = inflater.inflate(out);
        inflater.end();
        return read == length ? out : new byte[0];
    }

    private long readPage(int at) {
        int entries = big ? (int) bytes.getLong(at) : Short.toUnsignedInt(bytes.getShort(at));
        int place = at + (big ? 8 : 2);
        Map<Integer, long[]> page = new HashMap<>();
        int previous = -1;
        for (int i = 0; i < entries; i++) {
            int tag = Short.toUnsignedInt(bytes.getShort(place));
            if (tag <= previous) {
                throw new AssertionError("tags are not sorted: " + tag + " after " + previous);
            }
            previous = tag;
            page.put(tag, readValues(place));
            place += big ? 20 : 12;
        }
        pages.add(page);
        return big ? bytes.getLong(place) : Integer.toUnsignedLong(bytes.getInt(place));
    }

    private long[] readValues(int entry) {
        int type = bytes.getShort(entry + 2);
        int count = big ? (int) bytes.getLong(entry + 4) : bytes.getInt(entry + 4);
        int size = switch (type) {
            case 2, 7 -> 1;
            case 3 -> 2;
            case 4 -> 4;
            case 5, 16 -> 8;
            default -> throw new AssertionError("type " + type);
        };
        int slot = entry + (big ? 12 : 8);
        int at = size * count <= (big ? 8 : 4) ? slot : big ? (int) bytes.getLong(slot) : bytes.getInt(slot);
        long[] values = new long[count];
        for (int i = 0; i < count; i++) {
            values[i] = switch (size) {
                case 1 -> Byte.toUnsignedLong(bytes.get(at + i));
                case 2 -> Short.toUnsignedLong(bytes.getShort(at + 2 * i));
                case 4 -> Integer.toUnsignedLong(bytes.getInt(at + 4 * i));
                default -> bytes.getLong(at + 8 * i);
            };
        }
        return values;
    }
}
