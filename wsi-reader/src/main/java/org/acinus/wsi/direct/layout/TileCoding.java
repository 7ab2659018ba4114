package org.acinus.wsi.direct.layout;

import java.util.Arrays;
import org.acinus.wsi.jpeg.JpegTables;
import org.acinus.wsi.jpeg.StoredColour;

/// How the tiles of a level are compressed.
public sealed interface TileCoding {

    /// JPEG, whose streams may leave out tables that they share (TIFF Technical Note 2).
    ///
    /// Two are equal where their tables are, so that levels share decoders.
    ///
    /// @param tables for the decoder
    /// @param bytes the same as stored; empty where there are none
    /// @param colour by the photometric interpretation
    @SuppressWarnings("ArrayRecordComponent") // equality and hash below go by the array's content
    record Jpeg(JpegTables tables, byte[] bytes, StoredColour colour) implements TileCoding {
        @Override
        public boolean equals(Object other) {
            return other instanceof Jpeg jpeg && colour == jpeg.colour && Arrays.equals(bytes, jpeg.bytes);
        }

        @Override
        public int hashCode() {
            return 31 * Arrays.hashCode(bytes) + colour.hashCode();
        }

        @Override
        public String toString() {
            return "JPEG in " + colour + " with " + bytes.length + " bytes of tables";
        }
    }

    /// RGB as it is or packed without loss.
    ///
    /// @param differences whether each sample is stored as its difference from the pixel to the left (TIFF 6.0,
    ///     section 14)
    record Lossless(Packing packing, boolean differences) implements TileCoding {}

    /// A lossless compression.
    enum Packing {
        /// TIFF's 1.
        NONE,
        /// TIFF's 5: Lempel-Ziv & Welch (TIFF 6.0, section 13).
        LZW,
        /// TIFF's 8 and 32946: zlib.
        DEFLATE
    }
}
