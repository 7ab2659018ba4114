package org.acinus.export.region;

import org.acinus.outcome.TileResult;

/// Figures of some tiles taken together.
///
/// @param tiles how many
/// @param attention shares of the slide's attention, added up
/// @param contribution to the slide's cancer log-odds, added up
/// @param strongest greatest contribution of a single tile towards cancer; minus infinity where none is scored
public record TileFigures(int tiles, double attention, double contribution, double strongest) {
    static final TileFigures NONE = new TileFigures(0, 0, 0, Double.NEGATIVE_INFINITY);

    TileFigures plus(TileResult tile) {
        return tile.score()
                .map(score -> plus(
                        new TileFigures(1, score.attention(), score.contribution(), (double) score.contribution())))
                .orElseGet(() -> plus(new TileFigures(1, 0, 0, Double.NEGATIVE_INFINITY)));
    }

    TileFigures plus(TileFigures other) {
        return new TileFigures(
                tiles + other.tiles,
                attention + other.attention,
                contribution + other.contribution,
                Math.max(strongest, other.strongest));
    }
}
