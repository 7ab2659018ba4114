package org.acinus.wsi.write.encode;

import org.acinus.wsi.jpeg.ChromaSubsampling;

/// How the tiles of a pyramid are stored.
public sealed interface TileCompression {
    /// Baseline JPEG in YCbCr, tables shared by all tiles of a level.
    ///
    /// @param quality 1 to 100 on libjpeg's scale
    /// @param engine who compresses
    record Jpeg(int quality, ChromaSubsampling subsampling, JpegEngine engine) implements TileCompression {
        /// Compressed by the JDK: the same bytes on every machine.
        public Jpeg(int quality, ChromaSubsampling subsampling) {
            this(quality, subsampling, JpegEngine.JDK);
        }

        public Jpeg {
            if (quality < 1 || quality > 100) {
                throw new IllegalArgumentException("JPEG quality goes from 1 to 100, not " + quality);
            }
        }
    }

    /// Lossless: RGB, deflate (zlib).
    record Deflate() implements TileCompression {}
}
