package org.acinus.tiling;

/// One tile in level-0 pixels of the whole slide.
///
/// @param address place on the grid
/// @param x0 left edge, whole level-0 pixels
/// @param y0 top edge, whole level-0 pixels
/// @param width0 footprint in level-0 pixels, generally no whole number
/// @param height0 footprint in level-0 pixels
public record TileFrame(TileAddress address, long x0, long y0, double width0, double height0) {}
