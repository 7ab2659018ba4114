package org.acinus.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;
import static org.assertj.core.data.Percentage.withPercentage;

import java.util.Optional;
import org.acinus.tiling.TilingSpec;
import org.acinus.tissue.ClassicalTissueDetector;
import org.acinus.wsi.Slide;
import org.acinus.wsi.SpacingException;
import org.junit.jupiter.api.Test;

/// Slides as nobody expects them: each has a clear outcome.
class CheckedTilesTest {
    private static final TilingSpec TILES = TilingSpec.of(256, 0.5);

    /// Stained, with detail at every scale, so that it is in focus.
    private static int stained(long x, long y) {
        long mixed = (x * 0x9E3779B97F4A7C15L) ^ (y * 0xC2B2AE3D27D4EB4FL);
        int grain = (int) ((mixed >>> 40) % 24);
        int coarse = (x / 9 + y / 7) % 3 == 0 ? 40 : 0;
        return ((200 - coarse + grain) << 16) | ((110 - coarse + grain) << 8) | (170 - coarse + grain);
    }

    private static CheckedTiles check(Slide slide) {
        return CheckedTiles.of(slide, TILES, new ClassicalTissueDetector(), Optional.of(QualityLimits.DEFAULT));
    }

    private static PixelSlide slide(long width, long height, PixelSlide.Part tissue) {
        return PixelSlide.of(width, height, Optional.of(0.5), tissue, CheckedTilesTest::stained);
    }

    @Test
    void glassHasNoTileAndNoFault() {
        CheckedTiles tiles = check(slide(4000, 3000, new PixelSlide.Part(0, 0, 0, 0)));
        assertThat(tiles.plan().tiles()).isEmpty();
        assertThat(tiles.spoilt()).isEmpty();
        assertThat(tiles.spoilsSlide()).isEmpty();
        assertThat(tiles.summary().orElseThrow().tissueMm2()).isZero();
    }

    @Test
    void tissueFromEdgeToEdgeIsAllTiles() {
        CheckedTiles tiles = check(slide(4096, 2048, new PixelSlide.Part(0, 0, 4096, 2048)));
        assertThat(tiles.plan().tiles()).hasSize(16 * 8);
        assertThat(tiles.summary().orElseThrow().tissueMm2()).isCloseTo(4096 * 2048 * 0.25 / 1e6, withPercentage(1));
    }

    @Test
    void aSlideSmallerThanATileHasOneThatIsMostlyGlass() {
        CheckedTiles tiles = check(slide(180, 130, new PixelSlide.Part(0, 0, 180, 130)));
        assertThat(tiles.candidates()).hasSize(1);
        assertThat(tiles.candidates().toList().getFirst().tissue()).isCloseTo(180 * 130 / 65536.0, offset(0.1));
        assertThat(tiles.plan().tiles()).isEmpty();
    }

    /// 70,016 x 72,000 px: 5.04 gigapixels in one level, read once in blocks for the coarse mask and again only where
    /// there is tissue.
    @Test
    void fiveGigapixelsInOneLevelAreReadInBlocks() {
        PixelSlide.Part tissue = new PixelSlide.Part(30_720, 40_960, 2560, 1536);
        CheckedTiles tiles = check(slide(70_016, 72_000, tissue));
        assertThat(tiles.plan().tiles()).hasSize(10 * 6);
        assertThat(tiles.plan().tiles().getFirst().x0()).isEqualTo(30_720);
        assertThat(tiles.plan().tiles().getFirst().y0()).isEqualTo(40_960);
    }

    @Test
    void aSlideThatDoesNotSayItsSpacingIsRefused() {
        Slide slide = PixelSlide.of(
                4000, 3000, Optional.empty(), new PixelSlide.Part(0, 0, 2000, 2000), CheckedTilesTest::stained);
        assertThatThrownBy(() -> check(slide))
                .isInstanceOfSatisfying(
                        SpacingException.class,
                        refused -> assertThat(refused.problem()).isEqualTo(SpacingException.Problem.MISSING));
    }

    @Test
    void tilesFinerThanTheScanAreRefused() {
        Slide slide = PixelSlide.of(
                4000, 3000, Optional.of(1.0), new PixelSlide.Part(0, 0, 2000, 2000), CheckedTilesTest::stained);
        assertThatThrownBy(() -> check(slide))
                .isInstanceOfSatisfying(
                        SpacingException.class,
                        refused -> assertThat(refused.problem()).isEqualTo(SpacingException.Problem.TOO_COARSE));
    }

    /// A stroke of blue ink 400 px wide over tissue, known to the pixel.
    @Test
    void tilesUnderInkAreSpoiltAndTheirNeighboursAreNot() {
        Slide slide = PixelSlide.of(
                4096,
                4096,
                Optional.of(0.5),
                new PixelSlide.Part(512, 512, 3072, 3072),
                (x, y) -> x >= 1536 && x < 2048 ? 0x183CA0 : stained(x, y));
        CheckedTiles tiles = check(slide);
        assertThat(tiles.spoilt())
                .hasSize(2 * 12)
                .allSatisfy(tile ->
                        assertThat(tile.verdict()).isEqualTo(new CheckedTiles.Verdict.Spoilt(Artefact.BLUE_INK)))
                .allSatisfy(tile -> assertThat(tile.frame().x0()).isBetween(1536L, 1792L));
        assertThat(tiles.plan().tiles()).hasSize(10 * 12);
        assertThat(tiles.summary().orElseThrow().share(Artefact.BLUE_INK)).isCloseTo(1.0 / 6, offset(0.01));
    }

    /// Three times as dense over 120 µm: with tissue on both sides a fold, along the glass a layer such as keratin, and
    /// as a disc clotted blood or whatever else is no fold.
    @Test
    void aDenseStrokeInsideTissueIsAFoldAndOneAlongGlassOrADiscIsNone() {
        PixelSlide.Part tissue = new PixelSlide.Part(512, 512, 3072, 3072);
        PixelSlide.Pixels layers = (x, y) -> {
            boolean isStroke = x >= 1544 && x < 1784 && y >= 1024 && y < 3072;
            boolean isEdge = x < 752;
            boolean isDisc = Math.hypot(x - 2816.0, y - 2048.0) < 300;
            return isStroke || isEdge || isDisc ? threefold(stained(x, y)) : stained(x, y);
        };
        CheckedTiles tiles = check(PixelSlide.of(4096, 4096, Optional.of(0.5), tissue, layers));
        assertThat(tiles.spoilt())
                .hasSize(8)
                .allSatisfy(
                        tile -> assertThat(tile.verdict()).isEqualTo(new CheckedTiles.Verdict.Spoilt(Artefact.FOLD)))
                .allSatisfy(tile -> assertThat(tile.frame().x0()).isEqualTo(1536));
    }

    /// A colour of three layers of tissue, by Beer and Lambert.
    private static int threefold(int rgb) {
        int darker = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            darker = (darker << 8) | (int) (243 * Math.pow(((rgb >> shift) & 255) / 243.0, 3));
        }
        return darker;
    }

    @Test
    void withoutChecksTheCoarseMaskDecides() {
        Slide slide = slide(4096, 2048, new PixelSlide.Part(0, 0, 4096, 2048));
        CheckedTiles tiles = CheckedTiles.of(slide, TILES, new ClassicalTissueDetector(), Optional.empty());
        assertThat(tiles.summary()).isEmpty();
        assertThat(tiles.tissue()).isSameAs(tiles.coarse());
        assertThat(tiles.plan().tiles()).hasSize(16 * 8);
    }

    @Test
    void limitsAreSharesAndNameWhatTheyLimit() {
        assertThatThrownBy(() -> QualityLimits.DEFAULT.withTile(Artefact.FOLD, 1.5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("fold");
        assertThat(CheckedTiles.selector(new ClassicalTissueDetector(), Optional.of(QualityLimits.DEFAULT)))
                .isNotEqualTo(CheckedTiles.selector(
                        new ClassicalTissueDetector(),
                        Optional.of(QualityLimits.DEFAULT.withTile(Artefact.FOLD, 0.5))));
    }
}
