package org.acinus.wsi.tiff;

/// How wide a TIFF file's numbers are.
enum TiffDialect {
    /// 32-bit offsets (TIFF 6.0).
    CLASSIC,
    /// 64-bit offsets and counts (BigTIFF).
    BIG,
    /// Hamamatsu's: a classic file whose directory offsets have 64 bits and whose directories are followed by the
    /// upper halves of all values.
    NDPI
}
