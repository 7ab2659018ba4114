package org.acinus.wsi.write.encode;

/// Makes whole JPEG streams, of one width and one form, of the pixels in a buffer that it was made for. One thread
/// at a time.
interface JpegCompressor extends AutoCloseable {
    /// Compresses the first rows of the buffer: RGB, rows packed.
    ///
    /// @return from SOI to EOI, with tables
    byte[] compress(int rows);

    @Override
    void close();
}
