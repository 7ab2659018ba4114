package org.acinus.wsi.direct;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.acinus.wsi.direct.layout.TileCoding;
import org.acinus.wsi.jpeg.RgbWindow;

/// Unpacks tiles that are stored without loss. One thread at a time; whoever made it closes it.
final class LosslessDecoder implements AutoCloseable {
    private static final int SAMPLES = 3;

    private final LzwDecoder lzw = new LzwDecoder();
    private final Inflater inflater = new Inflater();
    private byte[] packed = new byte[0];
    private byte[] rgb = new byte[0];

    /// Unpacks one tile.
    ///
    /// @param stream as stored
    /// @param into of the tile's size
    /// @throws TileException where the stream holds less than a tile, or nonsense
    void decode(MemorySegment stream, TileCoding.Lossless coding, RgbWindow into) throws TileException {
        int rowBytes = SAMPLES * into.width();
        int tileBytes = Math.multiplyExact(rowBytes, into.height());
        int streamBytes = Math.toIntExact(stream.byteSize());
        packed = atLeast(packed, streamBytes);
        rgb = atLeast(rgb, tileBytes);
        MemorySegment.copy(stream, ValueLayout.JAVA_BYTE, 0, packed, 0, streamBytes);
        switch (coding.packing()) {
            case NONE -> {
                if (streamBytes < tileBytes) {
                    throw new TileException("it has " + streamBytes + " of " + tileBytes + " bytes");
                }
                System.arraycopy(packed, 0, rgb, 0, tileBytes);
            }
            case LZW -> lzw.decode(packed, streamBytes, rgb, tileBytes);
            case DEFLATE -> inflate(streamBytes, tileBytes);
        }
        for (int row = 0; row < into.height(); row++) {
            if (coding.differences()) {
                addUp(row * rowBytes, rowBytes);
            }
            MemorySegment.copy(
                    rgb,
                    row * rowBytes,
                    into.pixels(),
                    ValueLayout.JAVA_BYTE,
                    (long) row * into.strideBytes(),
                    rowBytes);
        }
    }

    private static byte[] atLeast(byte[] bytes, int size) {
        return bytes.length >= size ? bytes : new byte[size];
    }

    private void inflate(int streamBytes, int tileBytes) throws TileException {
        inflater.reset();
        inflater.setInput(packed, 0, streamBytes);
        try {
            int at = 0;
            while (at < tileBytes) {
                int more = inflater.inflate(rgb, at, tileBytes - at);
                if (more == 0) {
                    throw new TileException("its zlib data ends after " + at + " of " + tileBytes + " bytes");
                }
                at += more;
            }
        } catch (DataFormatException broken) {
            throw new TileException("its zlib data is broken: " + broken.getMessage());
        }
    }

    private void addUp(int start, int rowBytes) {
        for (int i = start + SAMPLES; i < start + rowBytes; i++) {
            rgb[i] += rgb[i - SAMPLES];
        }
    }

    @Override
    public void close() {
        inflater.end();
    }
}
