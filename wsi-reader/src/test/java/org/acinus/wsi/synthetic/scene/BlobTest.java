package org.acinus.wsi.synthetic.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class BlobTest {
    private static final Blob TURNED = new Blob(5000, -300, 900, 400, Blob.Turn.radians(0.7), 1.3);

    @Test
    void outlineIsWhereTheDepthIsZero() {
        for (Blob.Point point : TURNED.outline(200)) {
            assertThat((double) TURNED.depth(point.x(), point.y())).isCloseTo(0, within(1e-3));
        }
    }

    @Test
    void depthIsPositiveInsideNegativeOutsideAndAgreesWithContains() {
        for (int y = -1000; y < 500; y += 37) {
            for (int x = 3800; x < 6200; x += 41) {
                assertThat(TURNED.depth(x, y) > 0).isEqualTo(TURNED.contains(x, y));
            }
        }
        assertThat(TURNED.depth(5000, -300)).isGreaterThan(300);
        assertThat(TURNED.depth(5000, 900)).isLessThan(-300);
    }

    @Test
    void areaIsThatOfThePolygon() {
        List<Blob.Point> outline = TURNED.outline(2000);
        double twice = 0;
        for (int i = 0; i < outline.size(); i++) {
            Blob.Point one = outline.get(i);
            Blob.Point next = outline.get((i + 1) % outline.size());
            twice += one.x() * next.y() - next.x() * one.y();
        }
        assertThat(twice / 2).isCloseTo(TURNED.area(), within(0.01 * TURNED.area()));
    }

    @Test
    void blobIsNearEveryFrameThatHoldsAPointOfIt() {
        for (Blob.Point point : TURNED.outline(50)) {
            assertThat(TURNED.isNear(new Frame(Math.round(point.x()), Math.round(point.y()), 1, 1), 0))
                    .isTrue();
        }
        assertThat(TURNED.isNear(new Frame(7000, 0, 500, 500), 10)).isFalse();
    }
}
