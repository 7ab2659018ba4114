package org.acinus.wsi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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

    @Test
    void aSlideThatOpensNoMoreKeepsSayingWhy() {
        FaultySlides slides = new FaultySlides(() -> FormulaSlide.of(1000, 1000, 0.5, 1), region -> region.x0() == 8);
        SlideSource once = () -> {
            if (slides.opened() > 0) {
                throw new UnsupportedSlideException("a.svs does not exist");
            }
            return slides.open();
        };
        try (Slide slide = ReopeningSlide.open(once)) {
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> slide.read(at(8), PIXELS)).hasMessage("a.svs does not exist");
            }
        }
        slides.requireAllClosed();
    }

    /// Every thread gets its good regions, whichever thread meets the bad ones.
    @Test
    void badRegionsOfOneThreadDoNotFailTheGoodOnesOfOthers() throws Exception {
        FaultySlides slides =
                new FaultySlides(() -> FormulaSlide.of(1000, 1000, 0.5, 1), region -> region.x0() % 40 == 0);
        try (Slide slide = ReopeningSlide.open(slides);
                ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<Integer>> unreadable = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                unreadable.add(threads.submit(() -> countUnreadable(slide)));
            }
            for (Future<Integer> count : unreadable) {
                assertThat(count.get()).isEqualTo(5);
            }
        }
        slides.requireAllClosed();
    }

    private static int countUnreadable(Slide slide) {
        int unreadable = 0;
        RgbBuffer pixels = RgbBuffer.onHeap(4, 4);
        for (int x0 = 0; x0 < 200; x0 += 4) {
            try {
                slide.read(at(x0), pixels);
            } catch (UnreadableRegionException counted) {
                unreadable++;
            }
        }
        return unreadable;
    }
}
