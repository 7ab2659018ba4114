package org.acinus.tiling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.acinus.wsi.FormulaSlide;
import org.acinus.wsi.SpacingException;
import org.acinus.wsi.metadata.Bounds;
import org.acinus.wsi.metadata.PixelSpacing;
import org.acinus.wsi.metadata.PyramidLevel;
import org.acinus.wsi.metadata.SlideMetadata;
import org.acinus.wsi.metadata.SpacingFinding;
import org.acinus.wsi.metadata.SpacingSource;
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

    @Test
    void aSpacingThatIsNoBinaryFractionGivesTheOriginsThatItsDecimalsGive() {
        // In double precision 0.3 / 0.1 is below 3, and 256 of it below 768.
        TileGrid grid = grid(768_000, 768, 0.1, new TilingSpec(256, 0.3, 0, 0.5, 0), 1);
        assertThat(grid.columns()).isEqualTo(1000);
        assertThat(grid.rows()).isEqualTo(1);
        assertThat(grid.frame(new TileAddress(999, 0)).x0()).isEqualTo(767_232);
    }

    @Test
    void aSpacingFinerThanTheScanIsMadeUpWhereAskedFor() {
        TilingSpec wanted = new TilingSpec(256, 0.25, 0, 0.5, 0.02, EdgePolicy.PAD, true);
        TileGrid grid = grid(1000, 1000, 0.5, wanted, 1, 4);
        assertThat(grid.upsampled()).isTrue();
        assertThat(grid.level().index()).isZero();
        assertThat(grid.spacingMicrons()).isEqualTo(0.25);
        assertThat(grid.frame(new TileAddress(1, 0))).isEqualTo(new TileFrame(new TileAddress(1, 0), 128, 0, 128, 128));
        assertThat(grid.region(grid.frame(new TileAddress(1, 0))).width()).isEqualTo(128);
        // What was scanned is read as it is, asked for or not.
        assertThat(grid(1000, 1000, 0.25, wanted, 1).upsampled()).isFalse();
    }

    /// Every level-0 pixel lies in at least one tile, and origins follow the formula of the design, as exact decimal
    /// arithmetic has it.
    @Property(tries = 300)
    void tilesCoverTheSlideAndStartWhereTheFormulaSays(
            @ForAll @LongRange(min = 1, max = 1L << 35) long width,
            @ForAll @IntRange(min = 64, max = 1024) int tilePixels,
            @ForAll @IntRange(min = 0, max = 32) int overlap,
            @ForAll @IntRange(min = 1000, max = 10_000) int spacing0,
            @ForAll @IntRange(min = 10_000, max = 80_000) int target) {
        TilingSpec spec = new TilingSpec(tilePixels, target / 1e4, overlap, 0.5, 0);
        TileGrid grid = grid(width, 100, spacing0 / 1e4, spec, 1);
        BigDecimal stride = BigDecimal.valueOf(tilePixels - overlap).multiply(BigDecimal.valueOf(target));
        int last = grid.columns() - 1;
        TileFrame end = grid.frame(new TileAddress(last, 0));
        assertThat(end.x0())
                .isEqualTo(stride.multiply(BigDecimal.valueOf(last))
                        .divideToIntegralValue(BigDecimal.valueOf(spacing0))
                        .longValueExact());
        // One level-0 pixel of slack for the floor of the origin.
        assertThat(end.x0() + end.width0()).isGreaterThanOrEqualTo(width - 1.0);
        if (last > 0) {
            // No tile too many: the one before leaves something over.
            TileFrame before = grid.frame(new TileAddress(last - 1, 0));
            assertThat(before.x0() + before.width0()).isLessThan(width + 1e-3);
        }
    }
}
