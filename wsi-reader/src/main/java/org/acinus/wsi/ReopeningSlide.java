package org.acinus.wsi;

import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.acinus.wsi.metadata.PixelSpacing;
import org.acinus.wsi.metadata.SlideMetadata;

/// A slide that survives unreadable regions.
///
/// A native reader that has failed once stays failed: whatever any thread reads from it afterwards fails too, or is
/// blank. So a region that failed is tried once more alone, on a slide opened afresh; if it fails there it is truly
/// unreadable, and the slide is opened again for the others. Thread-safe.
public final class ReopeningSlide implements Slide {
    /// A file with more unreadable regions than this has no result anyway, and each costs two openings.
    private static final int MOST_REOPENINGS = 200;

    private final SlideSource source;
    private final SlideMetadata metadata;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private Slide slide;
    private int reopenings;

    private ReopeningSlide(SlideSource source, Slide slide, SlideMetadata metadata) {
        this.source = source;
        this.slide = slide;
        this.metadata = metadata;
    }

    /// Opens a slide; the caller closes it.
    public static ReopeningSlide open(SlideSource source) {
        Slide slide = source.open();
        return new ReopeningSlide(source, slide, slide.metadata());
    }

    /// Opens a slide whose spacing a person has stated; the caller closes it.
    public static ReopeningSlide open(SlideSource source, PixelSpacing stated) {
        Slide slide = source.open();
        return new ReopeningSlide(source, slide, slide.metadata().withSpacing(stated));
    }

    @Override
    public SlideMetadata metadata() {
        return metadata;
    }

    @Override
    public boolean outlivesFailures() {
        return true;
    }

    @Override
    public Optional<byte[]> iccProfile() {
        lock.readLock().lock();
        try {
            return slide.iccProfile();
        } finally {
            lock.readLock().unlock();
        }
    }

    /// Nothing for a slide that has to be opened again now and then: its tiles would go with it.
    @Override
    public Optional<StoredTiles> storedTiles() {
        lock.readLock().lock();
        try {
            return slide.outlivesFailures() ? slide.storedTiles() : Optional.empty();
        } finally {
            lock.readLock().unlock();
        }
    }

    /// Reads as [Slide#read] says.
    ///
    /// @throws UnreadableRegionException where this region does not decode; the slide stays usable
    /// @throws CorruptSlideException where too many regions did not
    @Override
    public void read(Region region, RgbBuffer into) {
        lock.readLock().lock();
        try {
            slide.read(region, into);
            return;
        } catch (UnreadableRegionException suspect) {
            if (slide.outlivesFailures()) {
                throw suspect;
            }
            // Perhaps another thread's bad region has spoilt the slide for all: decided below, alone.
        } finally {
            lock.readLock().unlock();
        }
        lock.writeLock().lock();
        try {
            reopen();
            slide.read(region, into);
        } catch (UnreadableRegionException confirmed) {
            reopen();
            throw confirmed;
        } finally {
            lock.writeLock().unlock();
        }
    }

    private void reopen() {
        reopenings++;
        if (reopenings > MOST_REOPENINGS) {
            throw new CorruptSlideException("The slide has too many regions that do not decode");
        }
        // First the new one: where it does not open, the next read fails like this one and not at a closed slide.
        Slide fresh = source.open();
        slide.close();
        slide = fresh;
    }

    @Override
    public void close() {
        lock.writeLock().lock();
        try {
            slide.close();
        } finally {
            lock.writeLock().unlock();
        }
    }
}
