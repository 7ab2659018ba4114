package org.acinus.stream;

import org.acinus.tiling.TileFrame;

/// A tile that was planned but whose stored pixels do not decode. Counted and listed, never replaced by white.
///
/// @param reason the reader's words
public record UnreadableTile(TileFrame tile, String reason) {}
