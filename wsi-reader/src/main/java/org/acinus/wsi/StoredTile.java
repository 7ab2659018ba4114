package org.acinus.wsi;

/// The address of one stored tile.
///
/// @param level pyramid level, 0 is the finest
/// @param column from the left, 0 at the level's left edge
/// @param row from the top, 0 at the level's upper edge
public record StoredTile(int level, int column, int row) {}
