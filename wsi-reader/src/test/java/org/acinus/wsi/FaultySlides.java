package org.acinus.wsi;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.acinus.wsi.metadata.SlideMetadata;

/// Opens slides that behave like OpenSlide at its worst, and accuses whoever leaks one.
///
/// A region for which `isBad` holds does not decode; from then on that open slide fails at every region, as a
/// native handle in its error state does.
public final class FaultySlides implements SlideSource {
    private final Supplier<Slide> origin;
    private final Predicate<Region> isBad;
    private final AtomicInteger opened = new AtomicInteger();
    private final Set<FaultySlide> stillOpen = ConcurrentHashMap.newKeySet();

    public FaultySlides(Supplier<Slide> origin, Predicate<Region> isBad) {
        this.origin = origin;
        this.isBad = isBad;
    }

    @Override
    public Slide open() {
        opened.incrementAndGet();
        FaultySlide slide = new FaultySlide(origin.get());
        stillOpen.add(slide);
        return slide;
    }

    /// How many slides were opened so far.
    public int opened() {
        return opened.get();
    }

    /// Fails with the opening stack of a slide that nobody closed.
    public void requireAllClosed() {
        for (FaultySlide leak : stillOpen) {
            throw new AssertionError("a slide was never closed; it was opened here", leak.openedHere);
        }
    }

    private final class FaultySlide implements Slide {
        private final Slide slide;
        private final AtomicBoolean spoilt = new AtomicBoolean();
        private final Throwable openedHere = new Throwable("opened here");

        FaultySlide(Slide slide) {
            this.slide = slide;
        }

        @Override
        public SlideMetadata metadata() {
            return slide.metadata();
        }

        @Override
        public void read(Region region, RgbBuffer into) {
            if (isBad.test(region)) {
                spoilt.set(true);
            }
            if (spoilt.get()) {
                throw new UnreadableRegionException("does not decode at (" + region.x0() + ", " + region.y0() + ")");
            }
            slide.read(region, into);
        }

        @Override
        public void close() {
            slide.close();
            stillOpen.remove(this);
        }
    }
}
