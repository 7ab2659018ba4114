package org.acinus.tiling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.acinus.wsi.FormulaSlide;
import org.acinus.wsi.metadata.Bounds;
import org.acinus.wsi.metadata.PixelSpacing;
import org.acinus.wsi.metadata.PyramidLevel;
import org.acinus.wsi.metadata.SlideMetadata;
import org.acinus.wsi.metadata.SpacingFinding;
import org.acinus.wsi.metadata.SpacingSource;
import org.junit.jupiter.api.Test;

/// Tiles of several spacings about the same centres.
class SharedCentresTest {
    private static SlideMetadata slide(long width, long height, double xMicrons, double yMicrons) {
        return new SlideMetadata(
                "formula",
                "formula",
                List.of(new PyramidLevel(0, width, height, 1), new PyramidLevel(1, width / 4, height / 4, 4)),
                new SpacingFinding.Known(new PixelSpacing(xMicrons, yMicrons, SpacingSource.VENDOR)),
                OptionalDouble.empty(),
                new Bounds(0, 0, width, height),
                List.of(),
                Map.of());
    }

    @Test
    void aCoarserTileShowsTheSamePlaceWithMoreAroundIt() {
        SlideMetadata slide = FormulaSlide.of(40_000, 50_000, 0.25, 1, 4, 16).metadata();
        TileGrid fine = TileGrid.over(slide, TilingSpec.of(256, 0.5));
        TileGrid coarse = fine.about(slide, 2.0);
        assertThat(coarse.columns()).isEqualTo(fine.columns());
        assertThat(coarse.spec().tilePixels()).isEqualTo(256);
        assertThat(coarse.level().index()).isEqualTo(1);
        // From 512 - 2048 level-0 pixels: half of the difference to the left, and so beyond the slide at its edge.
        assertThat(coarse.frame(new TileAddress(0, 3)))
                .isEqualTo(new TileFrame(new TileAddress(0, 3), -768, 3 * 512 - 768, 2048, 2048));
        TilePlan plan = TilePlan.of(fine, fine.rowMajor().skip(7).limit(5));
        assertThat(plan.on(coarse).tiles())
                .extracting(TileFrame::address)
                .containsExactlyElementsOf(
                        plan.tiles().stream().map(TileFrame::address).toList());
        assertThat(plan.on(coarse).regions().getFirst().level()).isEqualTo(1);
    }

    @Test
    void theSameSpacingGivesTheSameTiles() {
        SlideMetadata slide = FormulaSlide.of(10_000, 9_000, 0.499, 1).metadata();
        TileGrid grid = TileGrid.over(slide, TilingSpec.of(224, 0.5));
        assertThat(grid.about(slide, 0.5).rowMajor())
                .containsExactlyElementsOf(grid.rowMajor().toList());
    }

    /// Centres agree to half a pixel and by the same for every tile, on slides of any size, whatever the policy, and
    /// along each axis by its own spacing.
    @Property(tries = 500)
    void centresAreShared(
            @ForAll @LongRange(min = 5_000, max = 1L << 35) long width,
            @ForAll @IntRange(min = 64, max = 512) int tile,
            @ForAll @IntRange(min = 0, max = 32) int overlap,
            @ForAll @IntRange(min = 200, max = 300) int xSpacing,
            @ForAll @IntRange(min = 200, max = 300) int ySpacing,
            @ForAll @IntRange(min = 300, max = 1000) int leadSpacing,
            @ForAll @IntRange(min = 300, max = 8000) int otherSpacing,
            @ForAll EdgePolicy edges) {
        SlideMetadata slide = slide(width, 5_000, xSpacing / 1e3, ySpacing / 1e3);
        TileGrid lead = TileGrid.over(slide, new TilingSpec(tile, leadSpacing / 1e3, overlap, 0.5, 0, edges, false));
        TileGrid other = lead.about(slide, otherSpacing / 1e3);
        assertThat(other.columns()).isEqualTo(lead.columns());
        assertThat(other.rows()).isEqualTo(lead.rows());
        if (lead.columns() == 0 || lead.rows() == 0) {
            return;
        }
        TileAddress first = new TileAddress(0, 0);
        TileAddress last = new TileAddress(lead.columns() - 1, lead.rows() - 1);
        for (TileAddress address : List.of(first, last)) {
            TileFrame one = lead.frame(address);
            TileFrame two = other.frame(address);
            // Differences of whole numbers first: a double has no halves left at 2^53, and few at 2^35.
            double apart = (two.x0() - one.x0()) + (two.width0() - one.width0()) / 2;
            assertThat(apart).isCloseTo(0, within(0.5 + 1e-6));
            assertThat((two.y0() - one.y0()) + (two.height0() - one.height0()) / 2)
                    .isCloseTo(0, within(0.5 + 1e-6));
        }
        assertThat(other.frame(last).x0() - lead.frame(last).x0())
                .isEqualTo(other.frame(first).x0() - lead.frame(first).x0());
        assertThat(other.frame(first).width0()).isCloseTo(tile * (double) otherSpacing / xSpacing, within(1e-6));
        assertThat(other.frame(first).height0()).isCloseTo(tile * (double) otherSpacing / ySpacing, within(1e-6));
    }
}
