package org.acinus.wsi.direct;

/// Lempel-Ziv & Welch as TIFF has it (TIFF 6.0, section 13): codes of 9 to 12 bits, high bit first, and a width
/// that grows one code early.
///
/// The variant of before TIFF 5.0, low bit first, is refused. One thread at a time.
final class LzwDecoder {
    private static final int CLEAR = 256;
    private static final int END = 257;
    private static final int FIRST_FREE = 258;
    private static final int TABLE = 4096;
    private static final int NARROWEST = 9;
    private static final int WIDEST = 12;

    /// Entry k stands for the entry `prefix[k]` followed by the byte `last[k]`.
    private final short[] prefix = new short[TABLE];

    private final byte[] first = new byte[TABLE];
    private final byte[] last = new byte[TABLE];
    private final short[] length = new short[TABLE];
    private int bits;
    private int held;
    private int in;

    LzwDecoder() {
        for (int i = 0; i < CLEAR; i++) {
            first[i] = (byte) i;
            last[i] = (byte) i;
            length[i] = 1;
        }
    }

    /// Decodes until the output is full; what the stream holds beyond is ignored, as libtiff does.
    ///
    /// @param stream holds the codes in its first `streamBytes` bytes
    /// @param out filled from its beginning
    /// @param outBytes bytes wanted
    /// @throws TileException where the stream ends before, or holds a code that does not exist
    void decode(byte[] stream, int streamBytes, byte[] out, int outBytes) throws TileException {
        if (streamBytes >= 2 && stream[0] == 0 && (stream[1] & 1) == 1) {
            throw new TileException("it is in the LZW variant of before TIFF 5.0");
        }
        bits = 0;
        held = 0;
        in = 0;
        int at = 0;
        int width = NARROWEST;
        int next = FIRST_FREE;
        int previous = CLEAR;
        while (at < outBytes) {
            int code = nextCode(stream, streamBytes, width);
            if (code == CLEAR) {
                width = NARROWEST;
                next = FIRST_FREE;
                previous = CLEAR;
                continue;
            }
            if (code == END) {
                throw new TileException("its LZW data ends after " + at + " of " + outBytes + " bytes");
            }
            if (previous != CLEAR && next < TABLE) {
                add(next++, previous, code);
            }
            if (code >= next) {
                throw new TileException("its LZW data holds a code that does not exist");
            }
            at += write(code, out, at, outBytes);
            previous = code;
            // One entry before the width could not hold the next: TIFF's encoders have always done so.
            if (next >= (1 << width) - 1 && width < WIDEST) {
                width++;
            }
        }
    }

    /// The next code; what comes after the stream's end counts as its end.
    private int nextCode(byte[] stream, int streamBytes, int width) {
        while (held < width) {
            if (in == streamBytes) {
                return END;
            }
            bits = bits << Byte.SIZE | (stream[in++] & 0xFF);
            held += Byte.SIZE;
        }
        held -= width;
        return (bits >>> held) & ((1 << width) - 1);
    }

    /// The new entry is what came before and the first byte of what comes now, which may be the new entry itself.
    private void add(int entry, int previous, int code) {
        prefix[entry] = (short) previous;
        first[entry] = first[previous];
        length[entry] = (short) (length[previous] + 1);
        last[entry] = code == entry ? first[previous] : first[code];
    }

    /// @return bytes written; fewer than the code stands for at the output's end
    private int write(int code, byte[] out, int at, int outBytes) {
        int size = length[code];
        int entry = code;
        for (int i = at + size - 1; i >= at; i--) {
            if (i < outBytes) {
                out[i] = last[entry];
            }
            entry = prefix[entry];
        }
        return Math.min(size, outBytes - at);
    }
}
