package org.acinus.wsi.bioformats;

/// Size and depth of an image.
///
/// @param channels all of them
/// @param rgbChannels those that one plane holds
/// @param pixelType as Bio-Formats names it, for example `uint8`
record PlaneShape(
        int width,
        int height,
        int focalPlanes,
        int channels,
        int timePoints,
        int rgbChannels,
        boolean indexed,
        String pixelType) {}
