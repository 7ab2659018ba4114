package org.acinus.wsi.metadata;

/// The part of level 0 that was scanned, in level-0 pixels of the whole slide.
///
/// Scanners such as 3DHISTECH's declare a large canvas of which only this rectangle holds pixels; where a file says
/// nothing the bounds are the whole of level 0.
public record Bounds(long x, long y, long width, long height) {}
