package org.acinus.wsi.jpeg;

import java.io.ByteArrayOutputStream;
import java.lang.foreign.MemorySegment;

/// A JPEG stream taken apart as TIFF wants it: the tables that all tiles share, and the rest (Adobe's TIFF
/// Technical Note 2; ITU-T T.81, annex B).
public final class JpegParts {
    private static final int APP15 = 0xEF;

    private final byte[] tables;
    private final byte[] abbreviated;

    private JpegParts(byte[] tables, byte[] abbreviated) {
        this.tables = tables;
        this.abbreviated = abbreviated;
    }

    /// Quantisation and Huffman tables between SOI and EOI.
    public byte[] tables() {
        return tables;
    }

    /// The stream without its tables and without application markers: a JFIF header would contradict the TIFF
    /// tags.
    public byte[] abbreviated() {
        return abbreviated;
    }

    /// Takes a stream apart.
    ///
    /// @throws JpegException where it is not JPEG or has no scan
    public static JpegParts split(byte[] jpeg) {
        ByteArrayOutputStream tables = new ByteArrayOutputStream(1024);
        ByteArrayOutputStream rest = new ByteArrayOutputStream(jpeg.length);
        mark(tables, JpegMarkers.SOI);
        mark(rest, JpegMarkers.SOI);
        JpegMarkers segments = new JpegMarkers(MemorySegment.ofArray(jpeg));
        while (segments.next()) {
            int start = (int) segments.start();
            int length = (int) (segments.end() - segments.start());
            switch (segments.marker()) {
                case JpegMarkers.DQT, JpegMarkers.DHT -> tables.write(jpeg, start, length);
                case JpegMarkers.SOS -> {
                    rest.write(jpeg, start, jpeg.length - start);
                    mark(tables, JpegMarkers.EOI);
                    return new JpegParts(tables.toByteArray(), rest.toByteArray());
                }
                default -> {
                    if (segments.marker() < JpegMarkers.APP0 || segments.marker() > APP15) {
                        rest.write(jpeg, start, length);
                    }
                }
            }
        }
        throw new JpegException("The JPEG stream holds no picture");
    }

    private static void mark(ByteArrayOutputStream out, int marker) {
        out.write(0xFF);
        out.write(marker);
    }
}
