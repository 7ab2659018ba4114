package org.acinus.export.qupath;

/// Where coordinates in a QuPath file start.
///
/// QuPath crops slides of some formats (MRXS, SCN, VMS and others) to their scanned part when it opens them,
/// unless the user has switched that off; objects must then be counted from there.
public enum QuPathFrame {
    /// From the corner of the whole of level 0, as OpenSlide counts.
    FULL,
    /// From the corner of the scanned part.
    BOUNDS
}
