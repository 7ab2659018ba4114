package org.acinus.gleason.pattern;

import java.util.ArrayList;
import java.util.List;
import org.acinus.tiling.TileAddress;
import org.acinus.tiling.TileFrame;

/// Classified tiles drawn with letters: `.` no tissue, `b` benign, `3`, `4`, `5` that pattern, all with
/// certainty.
final class DrawnTiles {
    private DrawnTiles() {}

    static List<PatternTile> of(String... rows) {
        List<PatternTile> tiles = new ArrayList<>();
        for (int row = 0; row < rows.length; row++) {
            for (int column = 0; column < rows[row].length(); column++) {
                char drawn = rows[row].charAt(column);
                if (drawn != '.') {
                    tiles.add(tile(column, row, probabilities(drawn)));
                }
            }
        }
        return tiles;
    }

    static PatternTile tile(int column, int row, PatternProbabilities probabilities) {
        return new PatternTile(
                new TileFrame(new TileAddress(column, row), column * 224L, row * 224L, 224, 224), probabilities);
    }

    /// The map as drawn, nothing smoothed.
    static PatternMap map(String... rows) {
        List<PatternTile> tiles = of(rows);
        return new PatternMap(
                tiles, tiles.stream().map(tile -> tile.probabilities().call()).toList());
    }

    private static PatternProbabilities probabilities(char drawn) {
        return switch (drawn) {
            case 'b' -> new PatternProbabilities(1, 0, 0, 0);
            case '3' -> new PatternProbabilities(0, 1, 0, 0);
            case '4' -> new PatternProbabilities(0, 0, 1, 0);
            case '5' -> new PatternProbabilities(0, 0, 0, 1);
            default -> throw new IllegalArgumentException("no tile is drawn as " + drawn);
        };
    }
}
