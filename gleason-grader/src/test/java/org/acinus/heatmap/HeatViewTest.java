package org.acinus.heatmap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.acinus.outcome.TestingTiles;
import org.acinus.outcome.TileResult;
import org.acinus.tissue.Overview;
import org.acinus.wsi.RgbBuffer;
import org.acinus.wsi.metadata.Bounds;
import org.junit.jupiter.api.Test;

class HeatViewTest {
    private static final int VIOLET = 0x7B1FA2;

    private static TileResult tile(int column, double attention) {
        return TestingTiles.scored(TestingTiles.frame(column, 0, 100), attention, 1);
    }

    @Test
    void attentionIsToldByHowOftenItIsThatOfAnEvenSpread() {
        // Four tiles, so that an even share is a quarter.
        HeatView view = HeatView.attention(new HeatScale(4), VIOLET);

        assertThat(view.place().applyAsDouble(tile(0, 0))).isZero();
        assertThat(view.place().applyAsDouble(tile(0, 0.25))).isCloseTo(Math.log(2) / Math.log(31), within(1e-6));
        assertThat(view.place().applyAsDouble(tile(0, 30))).isEqualTo(1);
        assertThat(view.ticks()).extracting(HeatView.Tick::label).containsExactly("×0", "×1", "×3", "×10", "×30");
    }

    @Test
    void aShareRunsFromPaleToItsOwnColour() {
        HeatView view = HeatView.share("G4", VIOLET, tile -> 0.5);

        assertThat(view.colour(1)).isEqualTo(new Color(0x7B, 0x1F, 0xA2, 204));
        assertThat(view.colour(0)).isEqualTo(new Color(0xEB, 0xEB, 0xEB, 77));
        assertThat(view.along(0.25)).isEqualTo(0.25);
        assertThat(HeatView.influence(new HeatScale(4)).along(0)).isEqualTo(0.5);
    }

    @Test
    void aTileWithoutTheNumberStaysAsItIs() {
        Overview overview = new Overview(RgbBuffer.onHeap(200, 100), MemorySegment.ofArray(new byte[20_000]), 0, 1);
        Crop crop = Crop.to(new Bounds(0, 0, 200, 100), overview);
        HeatView view =
                HeatView.share("G4", VIOLET, tile -> tile.frame().address().column() == 0 ? 1 : Double.NaN);
        BufferedImage layer = new HeatLayer(crop, 200, 100).draw(List.of(tile(0, 0.5), tile(1, 0.5)), view);

        assertThat(layer.getRGB(50, 50)).isEqualTo(new Color(0x7B, 0x1F, 0xA2, 204).getRGB());
        assertThat(layer.getRGB(150, 50)).isZero();
    }
}
