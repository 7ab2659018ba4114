package org.acinus.gleason.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TumourExtentTest {
    private static final double STRIDE = 0.15456; // 224 px at 0.69 µm/px

    @Test
    void lengthAlongAStraightCoreIsThatOfItsTiles() {
        TumourExtent extent = TumourExtent.of(DrawnTiles.map("bb444bbb44bb", "bb444bbb44bb"), STRIDE);
        assertThat(extent.tissueMillimetres()).isCloseTo(12 * STRIDE, within(1e-9));
        assertThat(extent.tumourMillimetres()).isCloseTo(5 * STRIDE, within(1e-9));
        assertThat(extent.spanMillimetres()).isCloseTo(8 * STRIDE, within(1e-9));
        assertThat(extent.share()).isCloseTo(10 / 24.0, within(1e-12));
    }

    @Test
    void anUprightCoreMeasuresTheSameAsALyingOne() {
        TumourExtent extent = TumourExtent.of(DrawnTiles.map("b", "b", "3", "3", "3", "b"), 1);
        assertThat(extent.tissueMillimetres()).isCloseTo(6, within(1e-9));
        assertThat(extent.tumourMillimetres()).isCloseTo(3, within(1e-9));
    }

    @Test
    void aSlantingCoreIsMeasuredAlongItsOwnAxis() {
        TumourExtent extent = TumourExtent.of(DrawnTiles.map("5....", ".5...", "..5..", "...b.", "....b"), 1);
        assertThat(extent.tissueMillimetres()).isCloseTo(5 * Math.sqrt(2), within(1e-9));
        assertThat(extent.tumourMillimetres()).isCloseTo(3 * Math.sqrt(2), within(1e-9));
    }

    @Test
    void coresAddUpAndFragmentsHaveNoLength() {
        TumourExtent extent = TumourExtent.of(DrawnTiles.map("33333", ".....", "bbb33", ".....", "444.."), 1);
        assertThat(extent.tissueMillimetres()).isCloseTo(10, within(1e-9));
        assertThat(extent.tumourMillimetres()).isCloseTo(7, within(1e-9));
        assertThat(extent.share()).isCloseTo(10 / 13.0, within(1e-12));
    }

    @Test
    void noTumourIsNoLengthAndNoTissueNoShare() {
        assertThat(TumourExtent.of(DrawnTiles.map("bbbbb"), 1)).isEqualTo(new TumourExtent(0, 0, 0, 5));
        assertThat(TumourExtent.of(DrawnTiles.map("..."), 1)).isEqualTo(new TumourExtent(0, 0, 0, 0));
    }
}
