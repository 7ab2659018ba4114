package org.acinus.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.lang.foreign.ValueLayout;
import java.util.List;
import org.acinus.tiling.TileAddress;
import org.acinus.tiling.TileGrid;
import org.acinus.tiling.TilePlan;
import org.acinus.tiling.TilingSpec;
import org.acinus.wsi.FormulaSlide;
import org.acinus.wsi.RgbBuffer;
import org.acinus.wsi.Slide;
import org.acinus.wsi.group.RegionGroup;
import org.junit.jupiter.api.Test;

class TileReaderTest {
    @Test
    void anAveragedTileIsTheMeanOfTheLevelUnderIt() {
        try (Slide slide = FormulaSlide.of(200, 200, 0.25, 1)) {
            TileGrid grid = TileGrid.over(slide.metadata(), TilingSpec.of(16, 0.5));
            RgbBuffer tile = RgbBuffer.onHeap(16, 16);
            TilePlan plan = new TilePlan(grid, List.of(grid.frame(new TileAddress(1, 2))));
            try (RegionGroup regions = RegionGroup.of(slide, plan.regions());
                    TileReader reader = new TileReader(plan, regions)) {
                reader.read(0, tile.pixels());
            }
            // Pixel (3, 4) covers level-0 columns 38 and 39, rows 72 and 73: red is the mean of 38 and 39.
            assertThat((double) (tile.pixels().get(ValueLayout.JAVA_BYTE, 3L * (4 * 16 + 3)) & 255))
                    .isCloseTo(38.5, within(0.51));
            assertThat((double) (tile.pixels().get(ValueLayout.JAVA_BYTE, 3L * (4 * 16 + 3) + 1) & 255))
                    .isCloseTo(72.5, within(0.51));
        }
    }

    @Test
    void aTileAtTheEdgeIsPaddedWithBackground() {
        try (Slide slide = FormulaSlide.of(40, 40, 0.5, 1)) {
            TileGrid grid = TileGrid.over(slide.metadata(), TilingSpec.of(32, 0.5));
            RgbBuffer tile = RgbBuffer.onHeap(32, 32);
            TilePlan plan = new TilePlan(grid, List.of(grid.frame(new TileAddress(1, 1))));
            try (RegionGroup regions = RegionGroup.of(slide, plan.regions());
                    TileReader reader = new TileReader(plan, regions)) {
                reader.read(0, tile.pixels());
            }
            assertThat(tile.pixels().get(ValueLayout.JAVA_BYTE, 0) & 255).isEqualTo(32);
            assertThat(tile.pixels().get(ValueLayout.JAVA_BYTE, 3L * 8) & 255).isEqualTo(255);
        }
    }
}
