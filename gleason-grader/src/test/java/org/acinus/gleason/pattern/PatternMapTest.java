package org.acinus.gleason.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.acinus.tiling.TileAddress;
import org.junit.jupiter.api.Test;

class PatternMapTest {
    @Test
    void aTileIsAveragedWithItsEightNeighboursByOneTwoOne() {
        PatternMap map = PatternMap.of(DrawnTiles.of("bbb", "b4b", "bbb"));
        assertThat(at(map, 1, 1).g4()).isCloseTo(4 / 16.0, within(1e-12));
        // At the corner the weights 4 + 2 + 2 + 1 are the whole.
        assertThat(at(map, 0, 0).g4()).isCloseTo(1 / 9.0, within(1e-12));
        assertThat(at(map, 1, 0).g4()).isCloseTo(2 / 12.0, within(1e-12));
    }

    @Test
    void aTileWithoutNeighboursStaysAsItIs() {
        PatternMap map = PatternMap.of(DrawnTiles.of("3..b"));
        assertThat(at(map, 0, 0).g3()).isEqualTo(1);
        assertThat(at(map, 3, 0).benign()).isEqualTo(1);
    }

    @Test
    void tumourOfTwoTilesIsASpeckAndOfThreeIsNone() {
        assertThat(PatternMap.of(DrawnTiles.of("44....b")).tumour()).isEmpty();
        assertThat(PatternMap.of(DrawnTiles.of("4...", ".4..", "..4.")).tumour())
                .containsExactly(new TileAddress(0, 0), new TileAddress(1, 1), new TileAddress(2, 2));
    }

    @Test
    void tilesAreRowMajorHoweverTheyCome() {
        List<PatternTile> tiles = DrawnTiles.of("bb", "bb").reversed();
        assertThat(PatternMap.of(tiles).tiles())
                .extracting(tile -> tile.frame().address())
                .containsExactly(
                        new TileAddress(0, 0), new TileAddress(1, 0), new TileAddress(0, 1), new TileAddress(1, 1));
    }

    private static PatternProbabilities at(PatternMap map, int column, int row) {
        return map.tiles().stream()
                .filter(tile -> tile.frame().address().equals(new TileAddress(column, row)))
                .findFirst()
                .orElseThrow()
                .probabilities();
    }
}
