package org.acinus.gleason.pattern;

import org.acinus.tiling.TileFrame;

/// A tile and what is believed of it.
///
/// @param frame place on the slide in level-0 pixels
public record PatternTile(TileFrame frame, PatternProbabilities probabilities) {}
