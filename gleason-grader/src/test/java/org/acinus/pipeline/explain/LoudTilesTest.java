package org.acinus.pipeline.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.acinus.export.TestingReports;
import org.acinus.outcome.TestingTiles;
import org.acinus.outcome.TileResult;
import org.acinus.tiling.TileFrame;
import org.acinus.wsi.metadata.PixelSpacing;
import org.acinus.wsi.metadata.SpacingSource;
import org.junit.jupiter.api.Test;

class LoudTilesTest {
    private static List<TileResult> tiles(double... contributions) {
        List<TileResult> tiles = new ArrayList<>();
        for (int i = 0; i < contributions.length; i++) {
            tiles.add(TestingTiles.scored(TestingTiles.frame(i, 0, 400), 0.25, contributions[i]));
        }
        tiles.add(TestingTiles.excluded(TestingTiles.frame(0, 1, 400), "pen"));
        return tiles;
    }

    private static List<Integer> columns(List<TileFrame> frames) {
        return frames.stream().map(frame -> frame.address().column()).toList();
    }

    @Test
    void theLoudestOfOneWayComeFirstAndTheSilentAreOfNeither() {
        List<TileResult> tiles = tiles(0.5, -2, 0, 3, -0.1, 1);
        List<TileFrame> frames = tiles.stream().map(TileResult::frame).toList();
        LoudTiles loud = new LoudTiles(TestingReports.cancer(tiles).result());

        assertThat(columns(loud.loudest(frames, 1, 2))).containsExactly(3, 5);
        assertThat(columns(loud.loudest(frames, 1, 9))).containsExactly(3, 5, 0);
        assertThat(columns(loud.loudest(frames, -1, 9))).containsExactly(1, 4);
    }

    @Test
    void wordsSayInfluenceAttentionAndThePlaceOfTheTilesMiddle() {
        List<TileResult> tiles = tiles(0.5, -2);
        LoudTiles loud = new LoudTiles(TestingReports.cancer(tiles).result());
        TileFrame second = tiles.get(1).frame();

        // Two tiles are scored, so influence is twice the contribution; the middle lies at 600 and 200 px.
        assertThat(loud.words(second, new PixelSpacing(0.25, 0.5, SpacingSource.VENDOR)))
                .containsExactly("influence −4.0", "attention ×0.5", "at 0.15, 0.10 mm");
    }
}
