package org.acinus.tissue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Optional;
import org.acinus.tiling.TileAddress;
import org.acinus.tiling.TileFrame;
import org.acinus.wsi.RgbBuffer;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;

class TissueMaskTest {
    /// 4 x 3 pixels at 16 level-0 pixels each; the right half of the upper two rows is tissue.
    private final TissueMask mask = new TissueMask(new byte[] {0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 0, 0}, 4, 3, 16);

    private static TileFrame frame(long x0, long y0, double side) {
        return new TileFrame(new TileAddress(0, 0), x0, y0, side, side);
    }

    @Test
    void coverageCountsPartsOfPixels() {
        // From 24 to 40: half of it lies right of 32.
        assertThat(mask.coverage(frame(24, 8, 16))).isCloseTo(0.5, within(1e-12));
        // A quarter of the tile lies beyond the lower edge of the tissue at 32 and half of it left of 32.
        assertThat(mask.coverage(frame(24, 20, 16))).isCloseTo(0.5 * 0.75, within(1e-12));
    }

    @Test
    void whatLiesOutsideTheSlideIsNoTissue() {
        assertThat(mask.coverage(frame(56, 0, 16))).isCloseTo(0.5, within(1e-12));
        assertThat(mask.coverage(frame(1000, 1000, 16))).isZero();
    }

    @Test
    void shareIsTheShareOfPixels() {
        assertThat(mask.share()).isCloseTo(4.0 / 12, within(1e-12));
    }

    @Test
    void unreadablePartsCountAsTissue() {
        // Twice as fine as the mask; its upper left quarter does not decode.
        byte[] unreadable = new byte[8 * 6];
        for (int i = 0; i < unreadable.length; i++) {
            unreadable[i] = (byte) (i % 8 < 4 && i / 8 < 3 ? 1 : 0);
        }
        Overview overview = new Overview(RgbBuffer.onHeap(8, 6), MemorySegment.ofArray(unreadable), 0.25, 8);
        TissueMask both = mask.orUnreadable(overview);
        assertThat(both.at(0, 0)).isTrue();
        assertThat(both.at(1, 0)).isTrue();
        assertThat(both.at(3, 1)).isTrue();
        assertThat(both.at(0, 2)).isFalse();
    }

    @Test
    void detectorsAreFoundByTheirKind() {
        TissueDetectors installed = TissueDetectors.installed();
        Path cache = Path.of("unused");
        assertThat(installed.kinds()).contains("classical");
        try (TissueDetector detector = installed.open("classical", Optional.empty(), cache)) {
            assertThat(detector.name()).isNotBlank();
        }
        assertThatThrownBy(() -> installed.open("guess", Optional.empty(), cache))
                .hasMessageContaining("only classical");
        assertThatThrownBy(() -> installed.open("classical", Optional.of(Path.of("unet")), cache))
                .hasMessageContaining("takes no model");
    }

    @Test
    void outlinesAreValidAndHaveHoles() {
        byte[] ring = {1, 1, 1, 1, 0, 1, 1, 1, 1};
        var outlines = TissueOutlines.of(new TissueMask(ring, 3, 3, 10));
        assertThat(outlines).hasSize(1);
        Polygon outline = outlines.getFirst();
        assertThat(outline.isValid()).isTrue();
        assertThat(outline.getNumInteriorRing()).isEqualTo(1);
        // The true edge encloses 900 level-0 px² with a hole of 100; outlines may be off by a quarter of a pixel.
        assertThat(outline.getEnvelopeInternal().getWidth()).isBetween(25.0, 30.0);
        assertThat(outline.contains(new GeometryFactory().createPoint(new Coordinate(15, 15))))
                .isFalse();
    }
}
