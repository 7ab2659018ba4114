package org.acinus.wsi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ReopeningSlideTest {
    private static final RgbBuffer PIXELS = RgbBuffer.onHeap(4, 4);

    private static Region at(long x0) {
        return new Region(0, x0, 0, 4, 4);
    }

    @Test
    void oneBadRegionDoesNotSpoilTheOthers() {
        FaultySlides slides = new FaultySlides(() -> FormulaSlide.of(1000, 1000, 0.5, 1), region -> region.x0() == 8);
        try (Slide slide = ReopeningSlide.open(slides)) {
            slide.read(at(0), PIXELS);
            assertThatThrownBy(() -> slide.read(at(8), PIXELS)).isInstanceOf(UnreadableRegionException.class);
            slide.read(at(16), PIXELS);
            assertThatThrownBy(() -> slide.read(at(8), PIXELS)).isInstanceOf(UnreadableRegionException.class);
        }
        slides.requireAllClosed();
    }

    @Test
    void endlessReopeningIsCapped() {
        FaultySlides slides = new FaultySlides(() -> FormulaSlide.of(1000, 1000, 0.5, 1), region -> true);
        try (Slide slide = ReopeningSlide.open(slides)) {
            assertThatThrownBy(() -> readUntilRefused(slide)).isInstanceOf(CorruptSlideException.class);
        }
        assertThat(slides.opened()).isLessThan(300);
        slides.requireAllClosed();
    }

    private static void readUntilRefused(Slide slide) {
        for (int i = 0; i < 1000; i++) {
            int x0 = i;
            assertThatThrownBy(() -> slide.read(at(x0), PIXELS)).satisfies(failure -> {
                if (!(failure instanceof UnreadableRegionException)) {
                    throw failure;
                }
            });
        }
    }
}
