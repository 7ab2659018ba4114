package org.acinus.wsi.bioformats;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.acinus.wsi.Region;
import org.acinus.wsi.RgbBuffer;
import org.acinus.wsi.Slide;
import org.acinus.wsi.UnreadableRegionException;
import org.acinus.wsi.bioformats.ReadPixels.Window;
import org.acinus.wsi.metadata.PyramidLevel;
import org.acinus.wsi.metadata.SlideMetadata;

/// A slide read by Bio-Formats, whose readers are for one thread each: every thread that reads borrows one,
/// so there are as many as threads ever read at once. A reader that failed is not used again.
final class BioFormatsSlide implements Slide {
    private static final byte BACKGROUND = (byte) 255;

    /// Bio-Formats reads into one array.
    private static final long MOST_PIXELS = Integer.MAX_VALUE / RgbBuffer.BYTES_PER_PIXEL;

    private final BioFormatsFunctions functions;
    private final Path file;
    private final BioFormatsImages images;
    private final ConcurrentLinkedDeque<BioFormatsReader> idle = new ConcurrentLinkedDeque<>();
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private boolean closed;

    private BioFormatsSlide(BioFormatsFunctions functions, Path file, BioFormatsImages images, BioFormatsReader first) {
        this.functions = functions;
        this.file = file;
        this.images = images;
        idle.add(first);
    }

    static BioFormatsSlide open(BioFormatsFunctions functions, Path file) {
        BioFormatsReader reader = BioFormatsReader.open(functions, file);
        try {
            return new BioFormatsSlide(functions, file, reader.describe(), reader);
        } catch (RuntimeException | Error failure) {
            reader.close();
            throw failure;
        }
    }

    @Override
    public SlideMetadata metadata() {
        return images.metadata();
    }

    @Override
    public boolean outlivesFailures() {
        return true;
    }

    @Override
    public void read(Region region, RgbBuffer into) {
        if (into.width() != region.width() || into.height() != region.height() || region.pixels() > MOST_PIXELS) {
            throw new IllegalArgumentException("A region of " + region.width() + " x " + region.height()
                    + " px does not go into a buffer of " + into.width() + " x " + into.height());
        }
        PyramidLevel level = images.metadata().levels().get(region.level());
        long left = level.pixelAt(region.x0());
        long top = level.pixelAt(region.y0());
        Optional<Window> stored = inside(level, left, top, region);
        if (stored.isEmpty() || !covers(stored.get(), region)) {
            into.pixels()
                    .asSlice(0, RgbBuffer.byteSize(region.width(), region.height()))
                    .fill(BACKGROUND);
        }
        lock.readLock().lock();
        try {
            if (closed) {
                throw new IllegalStateException(file.getFileName() + " is closed");
            }
            if (stored.isPresent()) {
                Window window = stored.get();
                decode(region, window, into, window.x() - left, window.y() - top);
            }
        } finally {
            lock.readLock().unlock();
        }
    }

    /// The part of a region that the level has pixels for.
    private static Optional<Window> inside(PyramidLevel level, long left, long top, Region region) {
        long x = Math.max(0, left);
        long y = Math.max(0, top);
        long right = Math.min(level.width(), left + region.width());
        long bottom = Math.min(level.height(), top + region.height());
        return right > x && bottom > y
                ? Optional.of(new Window((int) x, (int) y, (int) (right - x), (int) (bottom - y)))
                : Optional.empty();
    }

    private static boolean covers(Window window, Region region) {
        return window.width() == region.width() && window.height() == region.height();
    }

    private void decode(Region region, Window window, RgbBuffer into, long atX, long atY) {
        BioFormatsReader reader = borrow();
        try {
            reader.read(images.series(), images.resolutions().get(region.level()), window, into, atX, atY);
        } catch (BioFormatsException failure) {
            reader.close();
            throw new UnreadableRegionException(file.getFileName() + ", level " + region.level() + " at ("
                    + region.x0() + ", " + region.y0() + "), " + region.width() + " x " + region.height() + " px: "
                    + failure.getMessage());
        } catch (RuntimeException | Error failure) {
            reader.close();
            throw failure;
        }
        idle.addFirst(reader);
    }

    private BioFormatsReader borrow() {
        BioFormatsReader reader = idle.pollFirst();
        return reader != null ? reader : BioFormatsReader.open(functions, file);
    }

    @Override
    public void close() {
        lock.writeLock().lock();
        try {
            closed = true;
            for (BioFormatsReader reader = idle.poll(); reader != null; reader = idle.poll()) {
                reader.close();
            }
        } finally {
            lock.writeLock().unlock();
        }
    }
}
