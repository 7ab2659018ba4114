package org.acinus.heatmap.tiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.acinus.heatmap.HeatColours;
import org.acinus.heatmap.drawing.Caption;
import org.acinus.heatmap.drawing.Lettering;
import org.acinus.heatmap.drawing.PictureHeader;
import org.acinus.mil.ActivationMap;
import org.acinus.mil.FeatureMaps;
import org.junit.jupiter.api.Test;

/// The pictures of single tiles: the montage, and tiles beside others.
class TilePicturesTest {
    private static final int PINK = 0xC86496;
    private static final int TILE = 224;
    private static final double MICRONS = 112;
    private static final List<String> WORDS = List.of("influence +12.3", "attention ×11.4", "at 12.34, 45.67 mm");

    private final Lettering lettering = Lettering.load();
    private final TileCell cell = new TileCell(lettering);

    private static BufferedImage plain(int rgb) {
        BufferedImage image = new BufferedImage(TILE, TILE, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < TILE; y++) {
            for (int x = 0; x < TILE; x++) {
                image.setRGB(x, y, rgb);
            }
        }
        return image;
    }

    /// Speaks for cancer on the left and half as loud against it on the right.
    private static ActivationMap map() {
        return ActivationMap.of(new FeatureMaps(new float[] {2, -1, 2, -1}, 1, 2, 2, 1), 0, channel -> 1);
    }

    private static Caption caption(String title) {
        return new Caption(Optional.empty(), Optional.empty(), title, List.of("a line"), "A notice.");
    }

    private BufferedImage montage(Optional<ActivationMap> map, int tiles) {
        MontageTile tile = new MontageTile(plain(PINK), map, WORDS);
        return new MontagePicture()
                .draw(
                        List.of(new MontageRow("Loudest", Collections.nCopies(tiles, tile))),
                        MICRONS,
                        caption("slide.svs"));
    }

    @Test
    void wordsAreBrokenIntoLinesAndNeverCutWhereTheyFit() {
        assertThat(cell.lines(WORDS, 232)).containsExactly("influence +12.3", "attention ×11.4", "at 12.34, 45.67 mm");
        assertThat(cell.lines(WORDS, 600)).containsExactly("influence +12.3 · attention ×11.4 · at 12.34, 45.67 mm");
        assertThat(cell.lines(List.of("x".repeat(100)), 232)).singleElement().matches(line -> line.endsWith("…"));
        assertThat(cell.lines(List.of(), 232)).isEmpty();
    }

    @Test
    void aMontageShowsEachTilePlainAndBesideItInGreyWithTheHeatWhereItSpoke() {
        BufferedImage image = montage(Optional.of(map()), 1);

        int top = PictureHeader.height(caption("slide.svs")) + 48;
        assertThat(image.getRGB(24 + 60, top + 60) & 0xFFFFFF).isEqualTo(PINK);
        // The ground is the pink's luma, 135.6, at 0.75 of its darkness; the loudest place has the full colour over it.
        assertBetween(
                image.getRGB(24 + 234 + 20, top + 116),
                HeatColours.translucent(1).getRGB(),
                colourOver(1));
        assertBetween(
                image.getRGB(24 + 234 + 212, top + 116),
                HeatColours.translucent(-0.5).getRGB(),
                colourOver(-0.5));
    }

    private static double[] colourOver(double place) {
        double alpha = HeatColours.translucent(place).getAlpha() / 255.0;
        int heat = HeatColours.translucent(place).getRGB();
        double[] expected = new double[3];
        for (int i = 0; i < 3; i++) {
            expected[i] = alpha * (heat >> (16 - 8 * i) & 255) + (1 - alpha) * 165.45;
        }
        return expected;
    }

    private static void assertBetween(int drawn, int heat, double[] expected) {
        for (int i = 0; i < 3; i++) {
            assertThat((double) (drawn >> (16 - 8 * i) & 255))
                    .as("channel %d over %08x", i, heat)
                    .isCloseTo(expected[i], within(2.0));
        }
    }

    @Test
    void betweenPlacesAMapIsLinearAndBeyondTheOutermostConstant() {
        // Shares are the values over the four places.
        assertThat(MontagePicture.between(map(), 0.5, 0)).isCloseTo(0.5, within(1e-9));
        assertThat(MontagePicture.between(map(), 0, 0.5)).isCloseTo((0.5 - 0.25) / 2, within(1e-9));
        assertThat(MontagePicture.between(map(), -3, 7)).isCloseTo(-0.25, within(1e-9));
    }

    @Test
    void withoutMapsTilesStandTwiceAsManyAcross() {
        BufferedImage mapped = montage(Optional.of(map()), 8);
        BufferedImage unmapped = montage(Optional.empty(), 8);

        int top = PictureHeader.height(caption("slide.svs")) + 48;
        assertThat(unmapped.getRGB(24 + 7 * (232 + 16) + 60, top + 60) & 0xFFFFFF)
                .isEqualTo(PINK);
        assertThat(unmapped.getHeight()).isLessThan(mapped.getHeight());
    }

    @Test
    void theBarIsAsLongAsItSays() {
        BufferedImage image = montage(Optional.empty(), 1);

        int y = PictureHeader.height(caption("slide.svs")) + 48 + 232 - 12;
        long white = IntStream.range(24, 24 + 232)
                .filter(x -> (image.getRGB(x, y) & 0xFFFFFF) == 0xFFFFFF)
                .count();
        // 112 µm are 232 pixels wide; at most 160 of them, so 50 µm.
        assertThat((double) white).isCloseTo(50 * 232 / MICRONS, within(2.0));
    }

    @Test
    void aTileStandsBeforeTheNearestWithoutAndWithCancerEachInItsColour() {
        ContrastPanel panel = new ContrastPanel(
                "Tile 1",
                new ContrastTile(Optional.of(plain(PINK)), List.of("at 1, 2 mm")),
                Optional.of(new ContrastTile(Optional.of(plain(0x224466)), List.of("a.svs", "distance 0.100"))),
                Optional.of(new ContrastTile(Optional.empty(), List.of("b.svs", "distance 0.200"))));
        BufferedImage image = new ContrastPicture().draw(List.of(panel), MICRONS, caption("slide.svs"));

        int top = PictureHeader.height(caption("slide.svs")) + 40 + 26;
        int[] left = {24, 24 + 242, 24 + 484};
        int[] frames = {0x616161, 0x2E7D32, 0xB3261E};
        int[] inside = {PINK, 0x224466, 0xEEEEEE};
        for (int i = 0; i < 3; i++) {
            assertThat(image.getRGB(left[i] + 116, top + 1) & 0xFFFFFF).isEqualTo(frames[i]);
            assertThat(image.getRGB(left[i] + 116, top + 30) & 0xFFFFFF).isEqualTo(inside[i]);
        }
    }
}
