package org.acinus.wsi.jpeg;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;

/// The application marker by which libjpeg tells YCbCr from RGB (Adobe Technical Note 5116, section 18).
final class AdobeMarker {
    /// Marker, length and twelve bytes of data.
    static final int BYTES = 16;

    private static final int SOI_BYTES = 2;

    private AdobeMarker() {}

    /// Copies a stream, replacing what its markers say of colour.
    ///
    /// JFIF headers go too, for they stand for YCbCr and outweigh this marker.
    ///
    /// @param into [#BYTES] larger than the stream
    /// @return the part of `into` that was filled
    static MemorySegment put(MemorySegment stream, StoredColour colour, MemorySegment into) {
        MemorySegment.copy(stream, 0, into, 0, SOI_BYTES);
        long at = (long) SOI_BYTES + write(colour, into.asSlice(SOI_BYTES));
        JpegMarkers segments = new JpegMarkers(stream);
        while (segments.next() && segments.marker() != JpegMarkers.SOS) {
            if (segments.marker() != JpegMarkers.APP0 && segments.marker() != JpegMarkers.APP14) {
                long length = segments.end() - segments.start();
                MemorySegment.copy(stream, segments.start(), into, at, length);
                at += length;
            }
        }
        long rest = stream.byteSize() - segments.start();
        MemorySegment.copy(stream, segments.start(), into, at, rest);
        return into.asSlice(0, at + rest);
    }

    private static int write(StoredColour colour, MemorySegment into) {
        byte[] marker = new byte[BYTES];
        marker[0] = (byte) 0xFF;
        marker[1] = (byte) JpegMarkers.APP14;
        marker[3] = BYTES - 2;
        byte[] name = "Adobe".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(name, 0, marker, 4, name.length);
        // Version 100; two empty flag words; the transform.
        marker[10] = 100;
        marker[15] = (byte) (colour == StoredColour.YCBCR ? 1 : 0);
        MemorySegment.copy(marker, 0, into, ValueLayout.JAVA_BYTE, 0, BYTES);
        return BYTES;
    }
}
