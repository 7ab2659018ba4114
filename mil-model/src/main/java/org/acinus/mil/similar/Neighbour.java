package org.acinus.mil.similar;

import org.acinus.tiling.TileFrame;

/// A tile of a reference slide that looks like another tile.
///
/// @param slide that it is of
/// @param frame in level-0 pixels of that slide
/// @param distance one less the cosine of the angle between the two embeddings: 0 alike, 1 unrelated, 2 opposite
public record Neighbour(ReferenceSlide slide, TileFrame frame, double distance) {}
