package org.acinus.tiling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.acinus.wsi.FormulaSlide;
import org.acinus.wsi.Region;
import org.acinus.wsi.metadata.PyramidLevel;
import org.acinus.wsi.metadata.SlideMetadata;
import org.junit.jupiter.api.Test;

class EdgePolicyTest {
    private static TileGrid grid(SlideMetadata slide, int tile, int overlap, double spacing, EdgePolicy edges) {
        return TileGrid.over(slide, new TilingSpec(tile, spacing, overlap, 0.5, 0.02, edges, false));
    }

    private static List<Long> columns(EdgePolicy edges, long width) {
        TileGrid grid = grid(FormulaSlide.of(width, 100, 0.5, 1).metadata(), 100, 0, 0.5, edges);
        return LongStream.range(0, grid.columns())
                .map(column -> grid.frame(new TileAddress((int) column, 0)).x0())
                .boxed()
                .toList();
    }

    @Test
    void theLastTileIsPaddedDroppedOrMovedInside() {
        assertThat(columns(EdgePolicy.PAD, 250)).containsExactly(0L, 100L, 200L);
        assertThat(columns(EdgePolicy.DROP, 250)).containsExactly(0L, 100L);
        assertThat(columns(EdgePolicy.SHIFT, 250)).containsExactly(0L, 100L, 150L);
    }

    @Test
    void allPoliciesAgreeWhereTilesFit() {
        for (EdgePolicy edges : EdgePolicy.values()) {
            assertThat(columns(edges, 300)).containsExactly(0L, 100L, 200L);
        }
    }

    @Test
    void onASlideSmallerThanATileThereIsOnePaddedTileOrNone() {
        assertThat(columns(EdgePolicy.PAD, 30)).containsExactly(0L);
        assertThat(columns(EdgePolicy.SHIFT, 30)).containsExactly(0L);
        assertThat(columns(EdgePolicy.DROP, 30)).isEmpty();
        TileGrid none = grid(FormulaSlide.of(30, 30, 0.5, 1).metadata(), 100, 0, 0.5, EdgePolicy.DROP);
        assertThat(none.rowMajor()).isEmpty();
    }

    /// Whole tiles really are: neither their footprint nor the pixels that are read for them leave the slide.
    @Property(tries = 500)
    void droppedAndShiftedGridsHoldWholeTilesOnly(
            @ForAll @LongRange(min = 2048, max = 1L << 35) long width,
            @ForAll @IntRange(min = 64, max = 512) int tile,
            @ForAll @IntRange(min = 0, max = 32) int overlap,
            @ForAll @IntRange(min = 25, max = 99) int spacing) {
        SlideMetadata slide = FormulaSlide.of(width, 2048, 0.25, 1, 2).metadata();
        for (EdgePolicy edges : List.of(EdgePolicy.DROP, EdgePolicy.SHIFT)) {
            TileGrid grid = grid(slide, tile, overlap, spacing / 100.0, edges);
            TileFrame last = grid.frame(new TileAddress(grid.columns() - 1, grid.rows() - 1));
            assertThat(last.x0() + last.width0()).isLessThanOrEqualTo(width + 1e-3);
            assertThat(last.y0() + last.height0()).isLessThanOrEqualTo(2048 + 1e-3);
            if (edges == EdgePolicy.SHIFT) {
                Region region = grid.region(last);
                PyramidLevel level = grid.level();
                assertThat(level.pixelAt(region.x0()) + region.width()).isLessThanOrEqualTo(level.width());
                assertThat(level.pixelAt(region.y0()) + region.height()).isLessThanOrEqualTo(level.height());
            }
        }
    }

    /// Shifting loses nothing that padding shows, and makes no tile twice.
    @Property(tries = 500)
    void shiftedTilesCoverTheSlideEachOnce(
            @ForAll @LongRange(min = 512, max = 1L << 35) long width,
            @ForAll @IntRange(min = 64, max = 512) int tile,
            @ForAll @IntRange(min = 25, max = 99) int spacing) {
        SlideMetadata slide = FormulaSlide.of(width, 2048, 0.25, 1).metadata();
        TileGrid grid = grid(slide, tile, 0, spacing / 100.0, EdgePolicy.SHIFT);
        TileFrame last = grid.frame(new TileAddress(grid.columns() - 1, 0));
        // Two pixels of slack: origins are whole pixels, and a strip of less than one makes no tile.
        assertThat(last.x0() + last.width0()).isGreaterThan(width - 2.0);
        if (grid.columns() > 1) {
            TileFrame before = grid.frame(new TileAddress(grid.columns() - 2, 0));
            assertThat(last.x0()).isGreaterThan(before.x0());
            assertThat(last.x0()).isLessThanOrEqualTo((long) Math.ceil(before.x0() + before.width0()));
        }
    }
}
