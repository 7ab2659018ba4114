package org.acinus.heatmap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.acinus.outcome.TestingTiles;
import org.acinus.outcome.TileResult;
import org.junit.jupiter.api.Test;

class HeatScaleTest {

    @Test
    void meanInfluenceOfTheTilesIsTheSlidesLogOdds() {
        List<TileResult> tiles = List.of(
                TestingTiles.scored(TestingTiles.frame(0, 0, 256), 0.7, 2.5),
                TestingTiles.scored(TestingTiles.frame(1, 0, 256), 0.2, -1.0),
                TestingTiles.excluded(TestingTiles.frame(2, 0, 256), "pen"),
                TestingTiles.scored(TestingTiles.frame(3, 0, 256), 0.1, 0.25));
        HeatScale scale = HeatScale.of(tiles);

        double mean = tiles.stream()
                .flatMap(tile -> tile.score().stream())
                .mapToDouble(scale::influence)
                .average()
                .orElseThrow();

        assertThat(mean).isCloseTo(2.5 - 1.0 + 0.25, within(1e-6));
    }

    @Test
    void aSlideOfTwiceTheTilesGetsTheSameColours() {
        TileResult alone = TestingTiles.scored(TestingTiles.frame(0, 0, 256), 0.5, 1.5);
        TileResult halved = TestingTiles.scored(TestingTiles.frame(0, 0, 256), 0.25, 0.75);

        double small = new HeatScale(2).influence(alone.score().orElseThrow());
        double large = new HeatScale(4).influence(halved.score().orElseThrow());

        assertThat(large).isEqualTo(small);
    }

    @Test
    void placeOnTheScaleFollowsItsFormulaAndSaturates() {
        assertThat(HeatScale.position(0)).isZero();
        assertThat(HeatScale.position(30)).isEqualTo(1);
        assertThat(HeatScale.position(-30)).isEqualTo(-1);
        assertThat(HeatScale.position(4000)).isEqualTo(1);
        // log(1 + 3) / log(31), to five digits
        assertThat(HeatScale.position(3)).isCloseTo(0.40370, within(1e-5));
        assertThat(HeatScale.position(-3)).isCloseTo(-0.40370, within(1e-5));
    }

    @Test
    void aContributionThatIsNoNumberIsRefusedInWords() {
        TileResult broken = TestingTiles.scored(TestingTiles.frame(0, 0, 256), 1, Double.NaN);

        assertThatThrownBy(() -> new HeatScale(1).influence(broken.score().orElseThrow()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("contribution NaN");
    }
}
