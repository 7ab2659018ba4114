package org.acinus.wsi.write;

/// How the images of a pyramid lie in the file and which description goes with them.
public enum PyramidLayout {
    /// As Aperio's scanners write it: level 0, a thumbnail in strips, the reduced levels, each a page of its own
    /// with an Aperio description.
    APERIO,
    /// OME-TIFF 6: one page with OME-XML and the resolution in TIFF's own tags; the reduced levels are its
    /// SubIFDs.
    OME_TIFF
}
