package org.acinus.wsi.jpeg;

import java.lang.foreign.MemorySegment;
import java.util.Optional;

/// What a JPEG stream says of its picture before the first scan.
///
/// @param width in pixels
/// @param height in pixels
/// @param components 1 for grey, 3 for colour
/// @param markedColour how libjpeg would read three components by their markers; empty where it would guess
/// @param keepsTables whether decoding the stream leaves the decoder's tables as they are: it defines none
///     and has but one scan, behind which nothing comes
public record JpegHeader(
        int width, int height, int components, Optional<StoredColour> markedColour, boolean keepsTables) {
    private static final int BASELINE = 0xC0;
    private static final int EXTENDED = 0xC1;

    /// Reads the header, up to the first scan.
    ///
    /// @param stream on the heap or outside
    /// @throws JpegException where there is no whole header of a picture
    public static JpegHeader of(MemorySegment stream) {
        JpegMarkers markers = new JpegMarkers(stream);
        Collector collector = new Collector();
        while (markers.next()) {
            if (markers.marker() == JpegMarkers.SOS) {
                return collector.finish(markers.data(0), markers.onlyEndFollows());
            }
            collector.see(markers);
        }
        throw new JpegException("The JPEG stream holds no picture");
    }

    /// What has been seen so far.
    private static final class Collector {
        private int frameMarker;
        private int width;
        private int height;
        private int components;
        private int ids;
        private boolean tables;
        private boolean jfif;
        private int adobeTransform = -1;

        void see(JpegMarkers segment) {
            switch (segment.marker()) {
                case JpegMarkers.DQT, JpegMarkers.DHT -> tables = true;
                case JpegMarkers.APP0 -> jfif |= segment.dataLength() >= 14 && says(segment, "JFIF\0");
                case JpegMarkers.APP14 -> {
                    if (segment.dataLength() >= 12 && says(segment, "Adobe")) {
                        adobeTransform = segment.data(11);
                    }
                }
                default -> {
                    if (segment.isFrame()) {
                        seeFrame(segment);
                    }
                }
            }
        }

        private void seeFrame(JpegMarkers segment) {
            if (frameMarker != 0) {
                throw new JpegException("The JPEG stream holds two frames");
            }
            frameMarker = segment.marker();
            height = segment.data(1) << 8 | segment.data(2);
            width = segment.data(3) << 8 | segment.data(4);
            components = segment.data(5);
            if (components == 3) {
                ids = segment.data(6) << 16 | segment.data(9) << 8 | segment.data(12);
            }
        }

        private static boolean says(JpegMarkers segment, String text) {
            for (int i = 0; i < text.length(); i++) {
                if (segment.data(i) != text.charAt(i)) {
                    return false;
                }
            }
            return true;
        }

        JpegHeader finish(int scanComponents, boolean isLast) {
            if (frameMarker == 0) {
                throw new JpegException("The JPEG stream has a scan before its frame");
            }
            boolean oneScan = (frameMarker == BASELINE || frameMarker == EXTENDED) && scanComponents == components;
            return new JpegHeader(width, height, components, markedColour(), oneScan && isLast && !tables);
        }

        /// As `default_decompress_parms` of libjpeg decides it for three components.
        private Optional<StoredColour> markedColour() {
            if (jfif || adobeTransform == 1) {
                return Optional.of(StoredColour.YCBCR);
            }
            if (adobeTransform >= 0) {
                return adobeTransform == 0 ? Optional.of(StoredColour.RGB) : Optional.empty();
            }
            return switch (ids) {
                case 0x01_02_03 -> Optional.of(StoredColour.YCBCR);
                case 'R' << 16 | 'G' << 8 | 'B' -> Optional.of(StoredColour.RGB);
                default -> Optional.empty();
            };
        }
    }
}
