package org.acinus.wsi.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.Random;
import org.acinus.wsi.FormulaSlide;
import org.acinus.wsi.Region;
import org.acinus.wsi.RgbBuffer;
import org.acinus.wsi.Slide;
import org.acinus.wsi.metadata.PyramidLevel;
import org.junit.jupiter.api.Test;

class ReducedSlideTest {
    private static final int WIDTH = 1003;
    private static final int HEIGHT = 818;

    @Test
    void levelsLieBetweenTheStoredOnesAndTheReadersNameSaysSo() {
        try (Slide slide = ReducedSlide.of(new CountingSlide(FormulaSlide.of(WIDTH, HEIGHT, 0.5, 1, 4, 16), 64, 48))) {
            assertThat(slide.metadata().levels())
                    .extracting(PyramidLevel::index, PyramidLevel::downsample, PyramidLevel::width)
                    .startsWith(
                            tuple(0, 1.0, 1003L),
                            tuple(1, 2.0, 501L),
                            tuple(2, 4.0, 250L),
                            tuple(3, 8.0, 125L),
                            tuple(4, 16.0, 62L),
                            tuple(5, 32.0, 31L));
            assertThat(slide.metadata().reader()).isEqualTo("formula/fast-downsample");
        }
    }

    @Test
    void regionsOfEveryLevelAreReadFromTheRightTiles() {
        Random random = new Random(7);
        // The double decodes to the pixel at the corner of each square, as a level of the formula has it.
        FormulaSlide expected = FormulaSlide.of(WIDTH, HEIGHT, 0.5, 1, 2, 4, 8, 16);
        try (Slide slide = ReducedSlide.of(new CountingSlide(FormulaSlide.of(WIDTH, HEIGHT, 0.5, 1, 4, 16), 64, 48))) {
            for (int i = 0; i < 100; i++) {
                Region region = new Region(
                        random.nextInt(5),
                        random.nextInt(-40, WIDTH),
                        random.nextInt(-40, HEIGHT),
                        random.nextInt(1, 120),
                        random.nextInt(1, 120));
                RgbBuffer found = RgbBuffer.onHeap(region.width(), region.height());
                RgbBuffer wanted = RgbBuffer.onHeap(region.width(), region.height());
                slide.read(region, found);
                expected.read(region, wanted);
                assertThat(found.pixels().mismatch(wanted.pixels()))
                        .as("%s", region)
                        .isEqualTo(-1);
            }
        }
    }

    @Test
    void aSlideThatNamesNoStoredTilesStaysAsItIs() {
        Slide plain = FormulaSlide.of(WIDTH, HEIGHT, 0.5, 1);
        assertThat(ReducedSlide.of(plain)).isSameAs(plain);
    }
}
