package org.acinus.tiling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.acinus.wsi.Bounds;
import org.acinus.wsi.FormulaSlide;
import org.acinus.wsi.PixelSpacing;
import org.acinus.wsi.PyramidLevel;
import org.acinus.wsi.SlideMetadata;
import org.acinus.wsi.SpacingException;
import org.acinus.wsi.SpacingFinding;
import org.acinus.wsi.SpacingSource;
import org.junit.jupiter.api.Test;

class TileGridTest {
    private static TileGrid grid(long width, long height, double spacing, TilingSpec spec, int... downsamples) {
        return TileGrid.over(
                FormulaSlide.of(width, height, spacing, downsamples).metadata(), spec);
    }

    @Test
    void aLevelWithinTheToleranceIsUsedAsItIsAndItsTrueSpacingKept() {
        TileGrid grid = grid(2220, 2967, 0.499, TilingSpec.of(256, 0.5), 1);
        assertThat(grid.resampled()).isFalse();
        assertThat(grid.spacingMicrons()).isEqualTo(0.499);
        assertThat(grid.columns()).isEqualTo(9);
        assertThat(grid.rows()).isEqualTo(12);
        assertThat(grid.frame(new TileAddress(2, 3)))
                .isEqualTo(new TileFrame(new TileAddress(2, 3), 512, 768, 256, 256));
    }

    @Test
    void withoutToleranceTheSameSlideIsAveraged() {
        TileGrid grid = grid(2220, 2967, 0.499, new TilingSpec(256, 0.5, 0, 0.5, 0), 1);
        assertThat(grid.resampled()).isTrue();
        assertThat(grid.spacingMicrons()).isEqualTo(0.5);
        // 256 * 0.5 / 0.499 = 256.513; the third tile starts at floor(2 * 256.513) = 513.
        assertThat(grid.frame(new TileAddress(2, 0)).x0()).isEqualTo(513);
        assertThat(grid.frame(new TileAddress(2, 0)).width0()).isCloseTo(256.51303, within(1e-5));
    }

    @Test
    void theNearestFinerLevelServesASpacingBetweenLevels() {
        TileGrid grid = grid(40_000, 50_000, 0.25, TilingSpec.of(224, 1.4), 1, 4, 16);
        assertThat(grid.level().index()).isEqualTo(1);
        assertThat(grid.resampled()).isTrue();
        assertThat(grid.levelPixelsPerTilePixelX()).isCloseTo(1.4, within(1e-12));
        assertThat(grid.region(grid.frame(new TileAddress(0, 0))).width()).isEqualTo(314);
    }

    @Test
    void aSpacingFinerThanTheScanIsRefused() {
        assertThatThrownBy(() -> grid(1000, 1000, 0.5, TilingSpec.of(256, 0.25), 1))
                .isInstanceOfSatisfying(
                        SpacingException.class,
                        refused -> assertThat(refused.problem()).isEqualTo(SpacingException.Problem.TOO_COARSE));
    }

    @Test
    void aSlideSmallerThanATileHasOneTile() {
        TileGrid grid = grid(16, 16, 0.5, TilingSpec.of(224, 0.5), 1);
        assertThat(grid.columns()).isEqualTo(1);
        assertThat(grid.rows()).isEqualTo(1);
    }

    @Test
    void aLevelFitsOnlyIfItFitsAlongBothAxes() {
        SlideMetadata flat = new SlideMetadata(
                "formula",
                "formula",
                List.of(new PyramidLevel(0, 10_000, 10_000, 1)),
                new SpacingFinding.Known(new PixelSpacing(0.5, 0.4, SpacingSource.VENDOR)),
                OptionalDouble.empty(),
                new Bounds(0, 0, 10_000, 10_000),
                List.of(),
                Map.of());
        TileGrid grid = TileGrid.over(flat, TilingSpec.of(100, 1.0));
        assertThat(grid.frame(new TileAddress(3, 3)).x0()).isEqualTo(600);
        assertThat(grid.frame(new TileAddress(3, 3)).y0()).isEqualTo(750);
        assertThat(grid.levelPixelsPerTilePixelY()).isCloseTo(2.5, within(1e-12));
    }

    @Test
    void coordinatesBeyondTheRangeOfAnIntAreExact() {
        TileGrid grid = grid(1L << 33, 1L << 33, 0.25, new TilingSpec(1000, 0.25, 0, 0.5, 0.02), 1);
        TileAddress last = new TileAddress(grid.columns() - 1, grid.rows() - 1);
        assertThat(grid.frame(last).x0())
                .isEqualTo((grid.columns() - 1) * 1000L)
                .isGreaterThan(1L << 32);
    }

    /// Every level-0 pixel lies in at least one tile, and origins follow the formula of the design.
    @Property(tries = 300)
    void tilesCoverTheSlideAndStartWhereTheFormulaSays(
            @ForAll @LongRange(min = 1, max = 5_000_000_000L) long width,
            @ForAll @IntRange(min = 64, max = 1024) int tilePixels,
            @ForAll @IntRange(min = 0, max = 63) int overlap,
            @ForAll @DoubleRange(min = 0.1, max = 1) double spacing0,
            @ForAll @DoubleRange(min = 1, max = 8) double target) {
        TileGrid grid = grid(width, 100, spacing0, new TilingSpec(tilePixels, target, overlap, 0.5, 0), 1);
        double stride0 = (tilePixels - overlap) * (target / spacing0);
        int last = grid.columns() - 1;
        TileFrame end = grid.frame(new TileAddress(last, 0));
        assertThat(end.x0()).isEqualTo((long) Math.floor(last * stride0));
        // One level-0 pixel of slack for the floor of the origin.
        assertThat(end.x0() + end.width0()).isGreaterThanOrEqualTo(width - 1.0);
        if (last > 0) {
            TileFrame before = grid.frame(new TileAddress(last - 1, 0));
            assertThat(before.x0() + before.width0()).isLessThan(width + 1.0 + before.width0() * 1e-9);
            assertThat(end.x0()).isBetween(before.x0() + (long) stride0, before.x0() + (long) stride0 + 1);
        }
    }
}
