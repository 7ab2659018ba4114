package org.acinus.heatmap.plane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.acinus.gleason.pattern.PatternProbabilities;
import org.acinus.outcome.TestingTiles;
import org.acinus.outcome.TileResult;
import org.acinus.outcome.TileResult.State;
import org.acinus.outcome.TileResult.TileScore;
import org.acinus.tiling.TileAddress;
import org.acinus.tiling.TileFrame;
import org.acinus.wsi.metadata.Bounds;
import org.junit.jupiter.api.Test;

class HeatPlanesTest {
    private static final int ATTENTION = 1;
    private static final double SIDE0 = 80;

    private static float[] read(Bounds area, List<TileResult> tiles, int plane) {
        HeatGrid grid = HeatGrid.over(area, tiles);
        float[] values = new float[grid.width() * grid.height()];
        new HeatPlanes(grid, HeatChannel.of(tiles), tiles).read(plane, 0, grid.height(), values);
        return values;
    }

    private static TileResult tile(long x0, long y0, double attention) {
        return TestingTiles.scored(new TileFrame(new TileAddress(0, 0), x0, y0, SIDE0, SIDE0), attention, 0);
    }

    @Test
    void tilesWithoutOverlapFillTheirOwnPixelsAndNoOthers() {
        List<TileResult> tiles = List.of(
                tile(0, 0, 0.25),
                tile(80, 0, 0.75),
                TestingTiles.excluded(new TileFrame(new TileAddress(2, 0), 160, 0, SIDE0, SIDE0), "pen"));
        float[] values = read(new Bounds(0, 0, 320, 100), tiles, ATTENTION);
        for (int i = 0; i < values.length; i++) {
            int x = i % 32;
            int y = i / 32;
            float expected = y >= 8 || x >= 16 ? Float.NaN : x < 8 ? 0.25f : 0.75f;
            assertThat(Float.valueOf(values[i])).as("pixel " + x + "," + y).isEqualTo(Float.valueOf(expected));
        }
    }

    @Test
    void whereTilesOverlapBothCountAlike() {
        // Half a tile of overlap: pixels 4 to 7 belong to both.
        float[] values = read(new Bounds(0, 0, 120, 80), List.of(tile(0, 0, 0.2), tile(40, 0, 0.8)), ATTENTION);
        assertThat(values[3]).isEqualTo(0.2f);
        assertThat(values[4]).isCloseTo(0.5f, within(1e-6f));
        assertThat(values[7]).isCloseTo(0.5f, within(1e-6f));
        assertThat(values[8]).isEqualTo(0.8f);
    }

    @Test
    void aPixelThatTwoTilesShareIsWeightedByArea() {
        // Tiles meet at 83 of the pixel from 80 to 90: three tenths to the left one.
        float[] values = read(new Bounds(0, 0, 200, 80), List.of(tile(3, 0, 0.1), tile(83, 0, 0.9)), ATTENTION);
        assertThat(values[8]).isCloseTo(0.3f * 0.1f + 0.7f * 0.9f, within(1e-6f));
        // From 0 to 10 only 7 of 10 are covered, from 160 to 170 only 3.
        assertThat(values[0]).isEqualTo(0.1f);
        assertThat(values[16]).isNaN();
    }

    /// Against numbers drawn point by point, which know nothing of rectangles.
    @Test
    void valuesAgreeWithManyPoints() {
        Random random = new Random(7);
        List<TileResult> tiles = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            tiles.add(tile(100 + random.nextInt(200), 50 + random.nextInt(150), random.nextDouble()));
        }
        Bounds area = new Bounds(90, 40, 310, 250);
        HeatGrid grid = HeatGrid.over(area, tiles);
        float[] values = read(area, tiles, ATTENTION);
        int points = 40;
        for (int pixel = 0; pixel < values.length; pixel++) {
            double sum = 0;
            long weight = 0;
            int column = pixel % grid.width();
            int row = pixel / grid.width();
            for (int i = 0; i < points * points; i++) {
                int right = i % points;
                int down = i / points;
                double x0 = 90 + (column + (right + 0.5) / points) * 10;
                double y0 = 40 + (row + (down + 0.5) / points) * 10;
                for (TileResult tile : tiles) {
                    TileFrame frame = tile.frame();
                    if (x0 >= frame.x0() && x0 < frame.x0() + SIDE0 && y0 >= frame.y0() && y0 < frame.y0() + SIDE0) {
                        sum += tile.score().orElseThrow().attention();
                        weight++;
                    }
                }
            }
            if (weight >= points * points / 2) {
                assertThat((double) values[pixel]).isCloseTo(sum / weight, within(1e-6));
            } else {
                assertThat(values[pixel]).isNaN();
            }
        }
    }

    @Test
    void bandsGiveTheSameAsTheWhole() {
        List<TileResult> tiles = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            tiles.add(TestingTiles.scored(TestingTiles.frame(i % 6, i / 6, 77.3), i / 435.0, i - 15));
        }
        Bounds area = new Bounds(0, 0, 480, 400);
        HeatGrid grid = HeatGrid.over(area, tiles);
        float[] whole = read(area, tiles, 0);
        HeatPlanes planes = new HeatPlanes(grid, HeatChannel.of(tiles), tiles);
        for (int y = 0; y < grid.height(); y += 7) {
            int rows = Math.min(7, grid.height() - y);
            float[] band = new float[rows * grid.width()];
            planes.read(0, y, rows, band);
            for (int i = 0; i < band.length; i++) {
                assertThat(Float.valueOf(band[i])).isEqualTo(Float.valueOf(whole[y * grid.width() + i]));
            }
        }
    }

    @Test
    void channelsAreThoseThatTheTilesCanFill() {
        TileFrame frame = TestingTiles.frame(0, 0, SIDE0);
        assertThat(HeatChannel.of(List.of(TestingTiles.scored(frame, 1, 2))))
                .extracting(HeatChannel::name)
                .containsExactly("Influence", "Attention");
        PatternProbabilities patterns = new PatternProbabilities(0.1, 0.2, 0.3, 0.4);
        TileResult classified = new TileResult(
                frame, 0.5, State.SCORED, Optional.of(TileScore.classified(1, 2, patterns)), Optional.empty());
        List<HeatChannel> channels = HeatChannel.of(List.of(classified));
        assertThat(channels)
                .extracting(HeatChannel::name)
                .containsExactly(
                        "Influence",
                        "Attention",
                        "Tumour probability",
                        "Benign probability",
                        "G3 probability",
                        "G4 probability",
                        "G5 probability",
                        "Uncertainty");
        assertThat(channels.stream()
                        .mapToDouble(channel -> channel.of(classified))
                        .toArray())
                .containsExactly(new double[] {2, 1, 0.9, 0.1, 0.2, 0.3, 0.4, patterns.uncertainty()}, within(1e-6));
    }
}
