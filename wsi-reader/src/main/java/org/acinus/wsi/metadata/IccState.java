package org.acinus.wsi.metadata;

/// What became of the colour profile that a scanner may store with its slide.
public enum IccState {
    /// The file holds none.
    ABSENT,
    /// The file holds one; the pixels are the scanner's own, untouched by it. What every reader does unless
    /// asked.
    KEPT,
    /// The pixels were converted by it to sRGB.
    APPLIED
}
