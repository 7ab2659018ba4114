package org.acinus.heatmap.tiles;

import java.util.List;

/// Tiles that belong together on a montage.
///
/// @param title a line above them
/// @param tiles drawn in this order, as many beside each other as fit
public record MontageRow(String title, List<MontageTile> tiles) {
    public MontageRow {
        tiles = List.copyOf(tiles);
    }
}
