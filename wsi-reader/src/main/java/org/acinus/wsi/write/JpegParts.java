package org.acinus.wsi.write;

import java.io.ByteArrayOutputStream;

/// A JPEG stream taken apart as TIFF wants it: the tables that all tiles share, and the rest (Adobe's TIFF
/// Technical Note 2; ITU-T T.81, annex B).
final class JpegParts {
    private static final int SOI = 0xD8;
    private static final int EOI = 0xD9;
    private static final int SOS = 0xDA;
    private static final int DQT = 0xDB;
    private static final int DHT = 0xC4;
    private static final int FIRST_APPLICATION_MARKER = 0xE0;
    private static final int LAST_APPLICATION_MARKER = 0xEF;

    private final byte[] tables;
    private final byte[] abbreviated;

    private JpegParts(byte[] tables, byte[] abbreviated) {
        this.tables = tables;
        this.abbreviated = abbreviated;
    }

    /// Quantisation and Huffman tables between SOI and EOI.
    byte[] tables() {
        return tables;
    }

    /// The stream without its tables and without application markers: a JFIF header would contradict the TIFF
    /// tags.
    byte[] abbreviated() {
        return abbreviated;
    }

    static JpegParts split(byte[] jpeg) {
        ByteArrayOutputStream tables = new ByteArrayOutputStream(1024);
        ByteArrayOutputStream rest = new ByteArrayOutputStream(jpeg.length);
        mark(tables, SOI);
        mark(rest, SOI);
        int at = 2;
        while (true) {
            int marker = marker(jpeg, at);
            if (marker == SOS) {
                rest.write(jpeg, at, jpeg.length - at);
                break;
            }
            int length = 2 + ((jpeg[at + 2] & 0xFF) << 8 | (jpeg[at + 3] & 0xFF));
            if (marker == DQT || marker == DHT) {
                tables.write(jpeg, at, length);
            } else if (marker < FIRST_APPLICATION_MARKER || marker > LAST_APPLICATION_MARKER) {
                rest.write(jpeg, at, length);
            }
            at += length;
        }
        mark(tables, EOI);
        return new JpegParts(tables.toByteArray(), rest.toByteArray());
    }

    private static int marker(byte[] jpeg, int at) {
        if (at + 3 >= jpeg.length || (jpeg[at] & 0xFF) != 0xFF) {
            throw new IllegalStateException("The JPEG encoder wrote something that is no JPEG at byte " + at);
        }
        return jpeg[at + 1] & 0xFF;
    }

    private static void mark(ByteArrayOutputStream out, int marker) {
        out.write(0xFF);
        out.write(marker);
    }
}
