package org.acinus.gleason.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.acinus.tiling.TileAddress;
import org.junit.jupiter.api.Test;

class PatternMapTest {

    /// Three tiles that touch at least by their corners, the least sure of them at 0.7; the surest one stands alone.
    @Test
    void tumourIsAsSureAsThreeTilesThatHangTogether() {
        List<PatternTile> tiles = List.of(
                tile(0, 0, 0.9), tile(1, 1, 0.7), tile(2, 1, 0.8), tile(3, 1, 0.2), tile(9, 9, 0.99), tile(9, 10, 0.3));
        PatternMap map = new PatternMap(
                tiles, tiles.stream().map(tile -> tile.probabilities().call()).toList());

        assertThat(map.tumourProbability()).hasValue(0.7);
    }

    @Test
    void piecesOfTwoTilesSayNothing() {
        assertThat(DrawnTiles.map("33.33").tumourProbability()).isEmpty();
    }

    @Test
    void tumourIsLikelierThanNotJustWhereTheMapHasIt() {
        Random random = new Random(7);
        for (int round = 0; round < 200; round++) {
            List<PatternTile> tiles = new ArrayList<>();
            for (int place = 0; place < 30; place++) {
                if (random.nextInt(4) > 0) {
                    tiles.add(tile(place % 6, place / 6, random.nextDouble()));
                }
            }
            PatternMap map = PatternMap.of(tiles);
            assertThat(map.tumourProbability().orElse(0) > 0.5)
                    .isEqualTo(!map.tumour().isEmpty());
        }
    }

    private static PatternTile tile(int column, int row, double tumour) {
        return DrawnTiles.tile(column, row, new PatternProbabilities(1 - tumour, tumour, 0, 0));
    }

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
