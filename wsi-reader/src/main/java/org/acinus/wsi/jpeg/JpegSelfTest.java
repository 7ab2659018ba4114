package org.acinus.wsi.jpeg;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.acinus.wsi.RgbBuffer;

/// Tries a library before it is trusted: a picture whose tables are kept apart must decode to the same
/// pixels. Libraries before 2.1 refuse streams of tables only.
final class JpegSelfTest {
    private static final int PIXELS = 16;

    private JpegSelfTest() {}

    static boolean passes(JpegLibrary.Usable library) {
        byte[] jpeg;
        try (JpegEncoder encoder = JpegEncoder.open(library, new JpegForm(90, ChromaSubsampling.C444))) {
            RgbBuffer picture = RgbBuffer.onHeap(PIXELS, PIXELS);
            picture.pixels().fill((byte) 0x5A);
            jpeg = encoder.encode(RgbWindow.of(picture));
        }
        JpegParts parts = JpegParts.split(jpeg);
        try {
            byte[] whole = decode(library, JpegTables.NONE, jpeg);
            byte[] joined = decode(library, JpegTables.of(parts.tables()), parts.abbreviated());
            return Arrays.equals(whole, joined);
        } catch (JpegException refused) {
            return false;
        }
    }

    private static byte[] decode(JpegLibrary.Usable library, JpegTables tables, byte[] jpeg) {
        byte[] rgb = new byte[Math.toIntExact(RgbBuffer.byteSize(PIXELS, PIXELS))];
        RgbBuffer into = new RgbBuffer(MemorySegment.ofArray(rgb), PIXELS, PIXELS);
        try (JpegDecoder decoder = JpegDecoder.open(library, tables, StoredColour.YCBCR)) {
            decoder.decode(MemorySegment.ofArray(jpeg), JpegScale.FULL, RgbWindow.of(into));
        }
        return rgb;
    }
}
