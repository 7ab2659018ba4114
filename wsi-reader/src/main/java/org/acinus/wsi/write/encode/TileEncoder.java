package org.acinus.wsi.write.encode;

import org.acinus.wsi.write.container.TiffTags;

/// Compresses one picture after another of the same width: tiles, or the strips of a thumbnail.
///
/// One thread at a time: the pixels lie in a buffer of the encoder's own.
public interface TileEncoder {
    /// An encoder for pictures of at most `rows` rows.
    static TileEncoder of(TileCompression compression, int width, int rows) {
        return switch (compression) {
            case TileCompression.Jpeg jpeg -> new JpegTileEncoder(jpeg, width, rows);
            case TileCompression.Deflate deflate -> new DeflateTileEncoder(width, rows);
        };
    }

    /// Where the caller puts the pixels: RGB, rows packed.
    byte[] pixels();

    /// Compresses the first `rows` rows of [#pixels].
    byte[] encode(int rows);

    /// JPEG tables that are missing from every encoded picture; empty where there are none.
    byte[] sharedTables();

    /// Adds what a decoder has to know to an image's tags.
    void describe(TiffTags tags);

    /// Gives back native memory.
    void release();
}
