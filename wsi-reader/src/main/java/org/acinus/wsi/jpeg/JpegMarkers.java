package org.acinus.wsi.jpeg;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Walks over the marker segments of a JPEG stream (ITU-T T.81, annex B) up to the first scan or the end of
/// image.
///
/// Stricter than libjpeg, which searches for the next marker in whatever it finds. One thread at a time.
final class JpegMarkers {
    static final int SOI = 0xD8;
    static final int EOI = 0xD9;
    static final int SOS = 0xDA;
    private static final int RST0 = 0xD0;
    private static final int RST7 = 0xD7;
    static final int DQT = 0xDB;
    static final int DHT = 0xC4;
    static final int APP0 = 0xE0;
    static final int APP14 = 0xEE;
    private static final int DAC = 0xCC;
    private static final int JPG = 0xC8;

    private final MemorySegment stream;
    private long start;
    private long end = 2;
    private long dataStart;
    private int marker;

    /// @throws JpegException where the stream does not begin as JPEG does
    JpegMarkers(MemorySegment stream) {
        this.stream = stream;
        if (stream.byteSize() < 2 || unsigned(0) != 0xFF || unsigned(1) != SOI) {
            throw new JpegException("This is no JPEG: it does not begin with a start-of-image marker");
        }
    }

    /// Goes to the next segment.
    ///
    /// @return whether there is one; at the end of image there is none
    /// @throws JpegException where the stream ends or goes on with something else than a marker
    boolean next() {
        start = end;
        long at = start;
        require(at + 1 < stream.byteSize() && unsigned(at) == 0xFF, at);
        // Any number of fill bytes may come before a marker.
        while (at + 1 < stream.byteSize() && unsigned(at + 1) == 0xFF) {
            at++;
        }
        require(at + 1 < stream.byteSize(), at);
        marker = unsigned(at + 1);
        if (marker == EOI) {
            return false;
        }
        require(marker >= 0xC0 && (marker < 0xD0 || marker > SOI), at);
        require(at + 3 < stream.byteSize(), at);
        int length = unsignedShort(at + 2);
        end = at + 2 + length;
        require(length >= 2 && end <= stream.byteSize(), at);
        dataStart = at + 4;
        return true;
    }

    /// The second byte of the segment's marker.
    int marker() {
        return marker;
    }

    /// Where the segment begins, its marker and fill bytes included.
    long start() {
        return start;
    }

    /// Where the next segment, or a scan's data, begins.
    long end() {
        return end;
    }

    /// Bytes of the segment after its length.
    int dataLength() {
        return (int) (end - dataStart);
    }

    /// A byte of the segment's data.
    ///
    /// @throws JpegException where the segment is too short
    int data(int index) {
        require(index < dataLength(), start);
        return unsigned(dataStart + index);
    }

    /// Whether the segment is one that tables for sharing never hold.
    boolean beginsPicture() {
        return marker == SOS || isFrame();
    }

    /// Whether this is a frame header, SOF0 to SOF15.
    boolean isFrame() {
        return marker >= 0xC0 && marker <= 0xCF && marker != DHT && marker != DAC && marker != JPG;
    }

    /// Whether the scan that was just met is followed by the end of image and nothing else. What lies between, such as
    /// tables, libjpeg reads before it is done.
    boolean onlyEndFollows() {
        long at = end;
        while (at + 1 < stream.byteSize()) {
            if (at + Long.BYTES <= stream.byteSize() && !holdsFF(stream.get(ValueLayout.JAVA_LONG_UNALIGNED, at))) {
                at += Long.BYTES;
            } else if (unsigned(at) != 0xFF || unsigned(at + 1) == 0xFF) {
                at++;
            } else if (unsigned(at + 1) == 0 || (unsigned(at + 1) >= RST0 && unsigned(at + 1) <= RST7)) {
                at += 2;
            } else {
                return unsigned(at + 1) == EOI;
            }
        }
        return false;
    }

    /// Whether one of eight bytes is 0xFF: a scan of twenty thousand bytes is gone through in microseconds.
    private static boolean holdsFF(long bytes) {
        return ((~bytes - 0x0101010101010101L) & bytes & 0x8080808080808080L) != 0;
    }

    private int unsigned(long at) {
        return stream.get(ValueLayout.JAVA_BYTE, at) & 0xFF;
    }

    private int unsignedShort(long at) {
        return unsigned(at) << 8 | unsigned(at + 1);
    }

    private static void require(boolean holds, long at) {
        if (!holds) {
            throw new JpegException("The JPEG stream has no whole marker segment at byte " + at);
        }
    }
}
