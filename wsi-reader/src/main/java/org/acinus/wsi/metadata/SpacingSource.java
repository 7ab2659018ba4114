package org.acinus.wsi.metadata;

/// Where a slide's spacing comes from, most trusted first.
public enum SpacingSource {
    /// Stated by the user for this slide.
    OVERRIDE,
    /// The scanner's own property, for example `aperio.MPP`.
    VENDOR,
    /// The TIFF tags XResolution, YResolution and ResolutionUnit (TIFF 6.0, section 8).
    TIFF_RESOLUTION,
    /// Derived from the objective's magnification: 10 µm over the magnification.
    OBJECTIVE
}
