package org.acinus.wsi.jpeg;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Quantisation and Huffman tables that many streams share: TIFF's `JPEGTables`, an abbreviated format for
/// table specification data (ITU-T T.81, annex B.5).
///
/// Immutable; kept in memory that the collector frees.
public final class JpegTables {
    /// No tables: every stream brings its own.
    public static final JpegTables NONE = new JpegTables(MemorySegment.NULL);

    private final MemorySegment stream;

    private JpegTables(MemorySegment stream) {
        this.stream = stream;
    }

    /// Tables as TIFF stores them, from SOI to EOI.
    ///
    /// @throws JpegException where these bytes are something else
    public static JpegTables of(byte[] stream) {
        MemorySegment bytes = Arena.ofAuto().allocate(Math.max(1, stream.length));
        MemorySegment.copy(stream, 0, bytes, java.lang.foreign.ValueLayout.JAVA_BYTE, 0, stream.length);
        JpegMarkers markers = new JpegMarkers(bytes.asSlice(0, stream.length));
        while (markers.next()) {
            if (markers.beginsPicture()) {
                throw new JpegException("The shared JPEG tables hold a picture");
            }
        }
        return new JpegTables(bytes.asSlice(0, stream.length));
    }

    boolean isEmpty() {
        return stream.byteSize() == 0;
    }

    MemorySegment stream() {
        return stream;
    }
}
