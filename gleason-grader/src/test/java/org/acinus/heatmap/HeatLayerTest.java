package org.acinus.heatmap;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.acinus.outcome.TestingTiles;
import org.acinus.outcome.TileResult;
import org.acinus.tiling.TileAddress;
import org.acinus.tiling.TileFrame;
import org.acinus.tissue.Overview;
import org.acinus.wsi.RgbBuffer;
import org.acinus.wsi.metadata.Bounds;
import org.junit.jupiter.api.Test;

class HeatLayerTest {
    /// A slide of 64,000 x 32,000 pixels, seen at 1 in 64.
    private static final Overview OVERVIEW =
            new Overview(RgbBuffer.onHeap(1000, 500), MemorySegment.ofArray(new byte[500_000]), 0, 64);

    private static final Crop WHOLE = Crop.to(new Bounds(0, 0, 64_000, 32_000), OVERVIEW);

    @Test
    void theMiddleOfATileHasTheColourOfItsInfluence() {
        List<TileResult> tiles = List.of(
                TestingTiles.scored(new TileFrame(new TileAddress(0, 0), 6400, 6400, 1280, 1280), 0.5, 5),
                TestingTiles.scored(new TileFrame(new TileAddress(1, 0), 12_800, 6400, 1280, 1280), 0.5, -1.5));

        BufferedImage layer = new HeatLayer(WHOLE, 500, 250).draw(tiles);

        // 128 level-0 pixels a pixel: centres at (7040 / 128, 7040 / 128) and (13440 / 128, 7040 / 128).
        assertColour(layer.getRGB(55, 55), HeatScale.position(2 * 5));
        assertColour(layer.getRGB(105, 55), HeatScale.position(2 * -1.5));
        assertThat(layer.getRGB(80, 55)).isZero();
    }

    private static void assertColour(int argb, double position) {
        assertThat(argb & 0xFFFFFF).isEqualTo(HeatColours.rgb(position));
        assertThat(argb >>> 24).isEqualTo((int) Math.round(255 * (0.3 + 0.5 * Math.abs(position))));
    }

    @Test
    void tilesThatOverlapDoNotAddUp() {
        TileFrame first = new TileFrame(new TileAddress(0, 0), 0, 0, 12_800, 12_800);
        TileFrame second = new TileFrame(new TileAddress(1, 0), 6400, 0, 12_800, 12_800);
        List<TileResult> tiles = List.of(TestingTiles.scored(first, 0.5, 1), TestingTiles.scored(second, 0.5, 1));

        BufferedImage layer = new HeatLayer(WHOLE, 500, 250).draw(tiles);

        assertThat(layer.getRGB(75, 50)).isEqualTo(layer.getRGB(25, 50)).isEqualTo(layer.getRGB(125, 50));
    }

    @Test
    void neighboursMeetWithoutGapOrOverlapToTheLastTile() {
        HeatLayer layer = new HeatLayer(WHOLE, 977, 488);
        double side0 = 437.3;
        for (int column = 0; column < 146; column++) {
            Rectangle left = layer.place(TestingTiles.frame(column, 0, side0));
            Rectangle right = layer.place(TestingTiles.frame(column + 1, 0, side0));
            // A tile's origin is a whole level-0 pixel, its width is not: edges may differ by one picture pixel.
            assertThat(Math.abs(left.x + left.width - right.x)).isLessThanOrEqualTo(1);
        }
        Rectangle last = layer.place(new TileFrame(new TileAddress(0, 0), 63_744, 31_744, 256, 256));
        assertThat(last.x + last.width).isBetween(976, 977);
        assertThat(last.y + last.height).isBetween(487, 488);
    }

    @Test
    void tilesSmallerThanAPixelAreStillSeen() {
        List<TileResult> tiles =
                List.of(TestingTiles.scored(new TileFrame(new TileAddress(0, 0), 32_010, 16_010, 3, 3), 1, 20));

        BufferedImage layer = new HeatLayer(WHOLE, 500, 250).draw(tiles);

        assertThat(layer.getRGB(250, 125)).isNotZero();
    }

    @Test
    void tilesWithoutAScoreAreHatchedAndNotColoured() {
        TileFrame left = new TileFrame(new TileAddress(0, 0), 0, 0, 12_800, 12_800);
        TileFrame right = new TileFrame(new TileAddress(1, 0), 25_600, 0, 12_800, 12_800);
        List<TileResult> tiles =
                List.of(TestingTiles.excluded(left, "pen"), TestingTiles.unreadable(right, "JPEG ends early"));

        BufferedImage layer = new HeatLayer(WHOLE, 500, 250).draw(tiles);

        List<Integer> excluded = pixels(layer, 10, 90);
        List<Integer> unreadable = pixels(layer, 210, 290);
        assertThat(excluded).allMatch(HeatLayerTest::isGrey).doesNotContain(0);
        assertThat(unreadable).allMatch(HeatLayerTest::isGrey).doesNotContain(0);
        assertThat(excluded.stream().distinct().count()).isEqualTo(2);
        assertThat(unreadable).isNotEqualTo(excluded);
    }

    @Test
    void onAScannersLargeCanvasOnlyTheScannedPartIsShown() {
        Crop scanned = Crop.to(new Bounds(16_000, 8000, 32_000, 16_000), OVERVIEW);
        HeatLayer layer = new HeatLayer(scanned, 1000, 500);

        Rectangle corner = layer.place(new TileFrame(new TileAddress(0, 0), 16_000, 8000, 320, 320));

        assertThat(scanned.area()).isEqualTo(new Rectangle(250, 125, 500, 250));
        assertThat(corner).isEqualTo(new Rectangle(0, 0, 10, 10));
    }

    private static List<Integer> pixels(BufferedImage layer, int from, int to) {
        List<Integer> pixels = new ArrayList<>();
        for (int y = 10; y < 90; y++) {
            for (int x = from; x < to; x++) {
                pixels.add(layer.getRGB(x, y));
            }
        }
        return pixels;
    }

    private static boolean isGrey(int argb) {
        return (argb >> 16 & 0xFF) == (argb >> 8 & 0xFF) && (argb >> 8 & 0xFF) == (argb & 0xFF);
    }
}
