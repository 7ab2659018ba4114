package org.acinus.wsi.jpeg;

import java.io.ByteArrayOutputStream;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

/// A stored tile made a JPEG file of its own, without decoding it: the shared tables put in, and a marker that tells
/// any viewer what the three components are.
///
/// A stream without markers is taken for YCbCr by most viewers. TIFF says in its tags what a tile is, so the marker is
/// written from that: JFIF (T.871) for YCbCr and grey, Adobe's APP14 with transform 0 (T.872) for red, green and
/// blue. The scan's bytes stay as they are.
public final class WholeJpeg {
    private static final int APP15 = 0xEF;
    private static final byte[] JFIF = {
        (byte) 0xFF, (byte) 0xE0, 0, 16, 'J', 'F', 'I', 'F', 0, 1, 2, 0, 0, 1, 0, 1, 0, 0
    };
    private static final int ADOBE_LENGTH = 14;
    private static final int ADOBE_VERSION = 100;

    private WholeJpeg() {}

    /// Puts a file together.
    ///
    /// @param stream from SOI to EOI, perhaps without tables
    /// @param tables shared tables between SOI and EOI; empty where there are none
    /// @param yCbCr whether three components are YCbCr rather than red, green and blue
    /// @throws JpegException where the stream is not JPEG or holds no picture
    public static byte[] of(byte[] stream, byte[] tables, boolean yCbCr) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream(stream.length + tables.length + 32);
        whole.write(0xFF);
        whole.write(JpegMarkers.SOI);
        whole.writeBytes(yCbCr ? JFIF : adobeRgb());
        if (tables.length > 0) {
            copy(tables, whole);
        }
        if (!copy(stream, whole)) {
            throw new JpegException("The JPEG stream holds no picture");
        }
        return whole.toByteArray();
    }

    /// Copies segments, application markers left out, up to and with the scan.
    ///
    /// @return whether there is a scan
    private static boolean copy(byte[] jpeg, ByteArrayOutputStream into) {
        JpegMarkers segments = new JpegMarkers(MemorySegment.ofArray(jpeg));
        while (segments.next()) {
            int start = (int) segments.start();
            if (segments.marker() == JpegMarkers.SOS) {
                into.write(jpeg, start, jpeg.length - start);
                return true;
            }
            boolean application = segments.marker() >= JpegMarkers.APP0 && segments.marker() <= APP15;
            if (!application && segments.marker() != JpegMarkers.EOI) {
                into.write(jpeg, start, (int) (segments.end() - segments.start()));
            }
        }
        return false;
    }

    private static byte[] adobeRgb() {
        ByteArrayOutputStream marker = new ByteArrayOutputStream();
        marker.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xEE, 0, ADOBE_LENGTH});
        marker.writeBytes("Adobe".getBytes(StandardCharsets.US_ASCII));
        marker.writeBytes(new byte[] {0, ADOBE_VERSION, 0, 0, 0, 0, 0});
        return marker.toByteArray();
    }
}
