package org.acinus.wsi;

/// One level of a slide's pyramid.
///
/// @param index 0 is the finest
/// @param width in pixels of this level
/// @param height in pixels of this level
/// @param downsample level-0 pixels per pixel of this level, mean of both axes; 1 for level 0
public record PyramidLevel(int index, long width, long height, double downsample) {
    public PyramidLevel {
        if (width < 1 || height < 1 || !(downsample >= 1)) {
            throw new IllegalArgumentException(
                    "Level " + index + " cannot be " + width + " x " + height + " at downsample " + downsample);
        }
    }
}
