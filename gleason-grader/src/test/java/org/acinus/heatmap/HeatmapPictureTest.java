package org.acinus.heatmap;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Optional;
import org.acinus.heatmap.drawing.Caption;
import org.acinus.outcome.TestingTiles;
import org.acinus.outcome.TileResult;
import org.acinus.tiling.TileAddress;
import org.acinus.tiling.TileFrame;
import org.acinus.tissue.Overview;
import org.acinus.wsi.RgbBuffer;
import org.acinus.wsi.metadata.Bounds;
import org.acinus.wsi.metadata.PixelSpacing;
import org.acinus.wsi.metadata.SpacingSource;
import org.junit.jupiter.api.Test;

class HeatmapPictureTest {
    private static final int WIDTH = 900;
    private static final int HEIGHT = 600;
    private static final int PINK = 0xC86496;
    private static final Bounds BOUNDS = new Bounds(0, 0, 90_000, 60_000);
    private static final PixelSpacing SPACING = new PixelSpacing(0.25, 0.25, SpacingSource.VENDOR);
    private static final Caption CAPTION =
            new Caption(Optional.empty(), Optional.empty(), "slide.svs", List.of("BENIGN"), "A notice.");

    private final HeatmapPicture picture = new HeatmapPicture();

    @Test
    void aTilesCentreShowsItsColourOverGreyTissueAndTheTissueBesideIt() {
        TileFrame frame = new TileFrame(new TileAddress(3, 3), 30_000, 30_000, 6000, 6000);
        List<TileResult> tiles = List.of(TestingTiles.scored(frame, 1, 12));

        BufferedImage image = picture.draw(pink(0), BOUNDS, SPACING, tiles, CAPTION);

        HeatmapLayout layout = HeatmapLayout.of(WIDTH, HEIGHT, 24 + 44 + 2 * 28 + 12);
        double scale = layout.plain().width / 90_000.0;
        int x = (int) (33_000 * scale);
        int y = (int) (33_000 * scale);
        assertThat(image.getRGB(layout.plain().x + x, layout.plain().y + y) & 0xFFFFFF)
                .isEqualTo(PINK);
        // Luma of the pink is 0.299 * 200 + 0.587 * 100 + 0.114 * 150 = 135.6; shown at 0.75 of its darkness: 165.45.
        double position = Math.log1p(12) / Math.log1p(30);
        double opacity = 0.3 + 0.5 * position;
        int heat = HeatColours.rgb(position);
        int drawn = image.getRGB(layout.heat().x + x, layout.heat().y + y);
        for (int shift : new int[] {16, 8, 0}) {
            double expected = opacity * (heat >> shift & 0xFF) + (1 - opacity) * 165.45;
            assertThat((drawn >> shift & 0xFF) - expected).isBetween(-2.0, 2.0);
        }
    }

    @Test
    void aBannerAndAMarkAreThereOnlyWhereTheyAreAskedFor() {
        Caption demo = new Caption(Optional.of("DEMO: a sentence"), Optional.of("DEMO"), "s.svs", List.of(), "Notice.");

        BufferedImage with = picture.draw(pink(0), BOUNDS, SPACING, List.of(), demo);
        BufferedImage without = picture.draw(pink(0), BOUNDS, SPACING, List.of(), CAPTION);

        assertThat(with.getRGB(2, 2) & 0xFFFFFF).isEqualTo(0xB3261E);
        assertThat(with.getRGB(with.getWidth() - 2, 2) & 0xFFFFFF).isEqualTo(0xB3261E);
        assertThat(without.getRGB(2, 2) & 0xFFFFFF).isEqualTo(0xFFFFFF);
        HeatmapLayout layout = HeatmapLayout.of(WIDTH, HEIGHT, 44 + 24 + 44 + 28 + 12);
        assertThat(count(with, layout, 0xB3261E)).isGreaterThan(500);
        assertThat(count(without, layout, 0xB3261E)).isZero();
    }

    private static int count(BufferedImage image, HeatmapLayout layout, int rgb) {
        int count = 0;
        for (int y = layout.heat().y; y < layout.heat().y + 80; y++) {
            for (int x = layout.heat().x; x < layout.heat().x + 300; x++) {
                count += (image.getRGB(x, y) & 0xFFFFFF) == rgb ? 1 : 0;
            }
        }
        return count;
    }

    /// Without a tile that went to the model there is nothing that a colour could mean.
    @Test
    void theScaleOfColoursIsThereOnlyWhereATileHasOne() {
        TileFrame frame = TestingTiles.frame(4, 4, 4000);
        BufferedImage scored =
                picture.draw(pink(0), BOUNDS, SPACING, List.of(TestingTiles.scored(frame, 1, 1)), CAPTION);
        BufferedImage spoilt =
                picture.draw(pink(0), BOUNDS, SPACING, List.of(TestingTiles.excluded(frame, "pen")), CAPTION);

        assertThat(blueInLegend(scored)).isPositive();
        // Near the bar's right end, in its middle: what the strongest tile looks like over pale tissue.
        double scale = scored.getWidth() / 1200.0;
        double barWidth = ((scored.getWidth() - 48) / scale - 24) / 2;
        int top = scored.getHeight() - HeatmapLayout.legendHeight(scored.getWidth());
        int end = scored.getRGB((int) (24 + (barWidth - 4) * scale), (int) (top + 45 * scale));
        Color strongest = HeatColours.translucent(1);
        double alpha = strongest.getAlpha() / 255.0;
        assertThat((end >> 16 & 255) - (alpha * strongest.getRed() + (1 - alpha) * 225))
                .isBetween(-8.0, 8.0);
        assertThat((end & 255) - (alpha * strongest.getBlue() + (1 - alpha) * 225))
                .isBetween(-8.0, 8.0);
        assertThat(blueInLegend(spoilt)).isZero();
    }

    private static int blueInLegend(BufferedImage image) {
        int blue = 0;
        for (int y = image.getHeight() - HeatmapPicture.footerHeight(image); y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int rgb = image.getRGB(x, y);
                blue += (rgb & 255) - (rgb >> 16 & 255) > 80 ? 1 : 0;
            }
        }
        return blue;
    }

    @Test
    void wordsAreDrawnWithoutAnyFont() {
        BufferedImage image = picture.draw(pink(0), BOUNDS, SPACING, List.of(), CAPTION);

        int ink = 0;
        for (int y = 24; y < 68; y++) {
            for (int x = 24; x < 24 + 150; x++) {
                ink += (image.getRGB(x, y) & 0xFF) < 64 ? 1 : 0;
            }
        }
        assertThat(ink).isBetween(300, 2500);
    }

    @Test
    void whatDoesNotDecodeIsHatchedAndNeverWhite() {
        BufferedImage image = picture.draw(pink(1), BOUNDS, SPACING, List.of(), CAPTION);

        HeatmapLayout layout = HeatmapLayout.of(WIDTH, HEIGHT, 24 + 44 + 2 * 28 + 12);
        int dark = 0;
        for (int y = 0; y < 32; y++) {
            for (int x = 0; x < 32; x++) {
                int rgb = image.getRGB(layout.plain().x + x, layout.plain().y + y) & 0xFFFFFF;
                assertThat(rgb).isNotEqualTo(PINK);
                dark += rgb == 0x101010 ? 1 : 0;
            }
        }
        // Two crossing strokes of 2 in 8: 1 - (6 / 8)^2 of the pixels, 28 of 64, give or take how they cross.
        assertThat(dark).isBetween(16 * 26, 16 * 30);
    }

    @Test
    void theSameInputGivesTheSamePixels() {
        List<TileResult> tiles = List.of(TestingTiles.scored(TestingTiles.frame(4, 4, 4000), 1, -3));

        BufferedImage first = picture.draw(pink(0), BOUNDS, SPACING, tiles, CAPTION);
        BufferedImage second = new HeatmapPicture().draw(pink(0), BOUNDS, SPACING, tiles, CAPTION);

        int width = first.getWidth();
        int height = first.getHeight();
        assertThat(second.getRGB(0, 0, width, height, null, 0, width))
                .isEqualTo(first.getRGB(0, 0, width, height, null, 0, width));
    }

    private static Overview pink(int unreadable) {
        RgbBuffer buffer = RgbBuffer.onHeap(WIDTH, HEIGHT);
        for (long at = 0; at < buffer.pixels().byteSize(); at += 3) {
            buffer.pixels().set(ValueLayout.JAVA_BYTE, at, (byte) (PINK >> 16));
            buffer.pixels().set(ValueLayout.JAVA_BYTE, at + 1, (byte) (PINK >> 8));
            buffer.pixels().set(ValueLayout.JAVA_BYTE, at + 2, (byte) PINK);
        }
        MemorySegment map = MemorySegment.ofArray(new byte[WIDTH * HEIGHT]);
        map.fill((byte) unreadable);
        return new Overview(buffer, map, unreadable, 100);
    }
}
