package org.acinus.wsi.openslide;

import java.lang.foreign.MemorySegment;
import java.lang.ref.Cleaner;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import org.acinus.wsi.CorruptSlideException;
import org.acinus.wsi.NotBrightfieldException;
import org.acinus.wsi.SlideException;
import org.acinus.wsi.UnreadableRegionException;
import org.acinus.wsi.UnsupportedSlideException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A native slide: its pointer, a lock so that nobody reads what another closes, and the check for the sticky
/// error.
///
/// Thread-safe: readers share the lock, [#close] takes it alone. A handle that was never closed is reported when
/// the collector finds it, and its file released.
final class OpenSlideHandle implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OpenSlideHandle.class);
    private static final Cleaner CLEANER = Cleaner.create();

    private final OpenSlideFunctions functions;
    private final MemorySegment pointer;
    private final String fileName;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Cleaner.Cleanable cleanable;

    private OpenSlideHandle(OpenSlideFunctions functions, MemorySegment pointer, String fileName) {
        this.functions = functions;
        this.pointer = pointer;
        this.fileName = fileName;
        this.cleanable = CLEANER.register(this, new Release(functions, pointer, fileName, closed));
    }

    /// Opens a file.
    ///
    /// @throws UnsupportedSlideException where OpenSlide knows no such format
    /// @throws NotBrightfieldException where it is no RGB slide of 8 bits
    /// @throws CorruptSlideException where it knows the format and cannot read the file
    static OpenSlideHandle open(OpenSlideFunctions functions, Path file) {
        MemorySegment pointer = functions.open(file);
        String name = String.valueOf(file.getFileName());
        if (pointer.equals(MemorySegment.NULL)) {
            throw new UnsupportedSlideException(name + " is of no format that OpenSlide knows");
        }
        Optional<String> error = functions.error(pointer);
        if (error.isPresent()) {
            functions.close(pointer);
            throw refusal(file, error.get());
        }
        return new OpenSlideHandle(functions, pointer, name);
    }

    private static SlideException refusal(Path file, String error) {
        String name = String.valueOf(file.getFileName());
        // Not where it lies: the line goes into logs and the database.
        String message = name + " does not open: " + error.replace(file.toString(), name);
        if (error.contains("Attribute BitsAllocated") || error.contains("Attribute SamplesPerPixel")) {
            return new NotBrightfieldException(message);
        }
        return error.contains("Unsupported") || error.contains("not supported")
                ? new UnsupportedSlideException(message)
                : new CorruptSlideException(message);
    }

    /// Asks the slide something that touches no pixels.
    ///
    /// @throws CorruptSlideException where the question puts it into its error state
    <T> T ask(Function<MemorySegment, T> question) {
        lock.readLock().lock();
        try {
            requireOpen();
            T answer = question.apply(pointer);
            functions.error(pointer).ifPresent(error -> {
                throw new CorruptSlideException(fileName + ": " + error);
            });
            return answer;
        } finally {
            lock.readLock().unlock();
        }
    }

    /// Reads premultiplied ARGB and asks for the error at once: after a failure the buffer is blank, which must
    /// never pass for glass.
    void read(MemorySegment into, long x0, long y0, int level, int width, int height) {
        lock.readLock().lock();
        try {
            requireOpen();
            functions.readRegion(pointer, into, x0, y0, level, width, height);
            functions.error(pointer).ifPresent(error -> {
                throw new UnreadableRegionException(fileName + ", level " + level + " at (" + x0 + ", " + y0 + "), "
                        + width + " x " + height + " px: " + error);
            });
        } finally {
            lock.readLock().unlock();
        }
    }

    private void requireOpen() {
        if (closed.get()) {
            throw new IllegalStateException(fileName + " is closed");
        }
    }

    @Override
    public void close() {
        lock.writeLock().lock();
        try {
            if (closed.compareAndSet(false, true)) {
                functions.close(pointer);
                cleanable.clean();
            }
        } finally {
            lock.writeLock().unlock();
        }
    }

    /// Runs once, when closed or when found unreachable. Must not refer to the handle itself.
    private record Release(OpenSlideFunctions functions, MemorySegment pointer, String fileName, AtomicBoolean closed)
            implements Runnable {
        @Override
        public void run() {
            if (closed.compareAndSet(false, true)) {
                LOG.warn("{} was never closed; closing it now", fileName);
                functions.close(pointer);
            }
        }
    }
}
