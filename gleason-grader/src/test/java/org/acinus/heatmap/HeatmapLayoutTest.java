package org.acinus.heatmap;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Rectangle;
import org.junit.jupiter.api.Test;

class HeatmapLayoutTest {
    private static final int HEADER = 200;

    @Test
    void noSlideGivesAPictureOverTheLimit() {
        int[][] sizes = {{1, 1}, {300, 200}, {1600, 1600}, {6000, 20}, {20, 6000}, {1600, 3}, {2220, 2967}};
        for (int[] size : sizes) {
            HeatmapLayout layout = HeatmapLayout.of(size[0], size[1], HEADER);
            Rectangle picture = new Rectangle(layout.width(), layout.height());

            assertThat(layout.width()).isLessThanOrEqualTo(2000);
            assertThat(layout.height()).isLessThanOrEqualTo(2000);
            assertThat(picture.contains(layout.plain())).isTrue();
            assertThat(picture.contains(layout.heat())).isTrue();
            assertThat(layout.plain().intersects(layout.heat())).isFalse();
            assertThat(layout.plain().getSize()).isEqualTo(layout.heat().getSize());
        }
    }

    /// On a page as wide as the picture its letters are of one size, whatever the slide.
    @Test
    void theLegendGrowsWithThePicture() {
        HeatmapLayout narrow = HeatmapLayout.of(200, 1600, HEADER);
        HeatmapLayout wide = HeatmapLayout.of(1600, 1600, HEADER);

        assertThat(narrow.legendScale()).isEqualTo(1);
        assertThat(wide.legendScale()).isEqualTo(wide.width() / 1200.0);
        assertThat(wide.height() - wide.legendHeight()).isGreaterThan(wide.heat().y + wide.heat().height);
    }

    @Test
    void tallSlidesLieSideBySideAndWideOnesOneOverTheOther() {
        HeatmapLayout tall = HeatmapLayout.of(700, 1600, HEADER);
        HeatmapLayout wide = HeatmapLayout.of(1600, 500, HEADER);

        assertThat(tall.heat().y).isEqualTo(tall.plain().y);
        assertThat(wide.heat().x).isEqualTo(wide.plain().x);
    }
}
