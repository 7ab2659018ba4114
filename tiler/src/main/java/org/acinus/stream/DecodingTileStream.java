package org.acinus.stream;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.acinus.tiling.TileFrame;
import org.acinus.tiling.TilePlan;
import org.acinus.wsi.RgbBuffer;
import org.acinus.wsi.Slide;
import org.acinus.wsi.UnreadableRegionException;
import org.acinus.wsi.group.RegionGroup;
import org.jspecify.annotations.Nullable;

/// Decodes a plan's tiles on a fixed number of platform threads into a fixed number of batch buffers.
///
/// Threads claim tiles in the plan's order, so batches fill in order and one free buffer is always enough to
/// go on: no deadlock, whatever the limits. Native calls pin virtual threads to their carriers, hence
/// platform threads. Memory is `buffers x batchTiles x tile bytes`, allocated once and reused; a decoder
/// waits when all buffers are out.
///
/// The first failure that is not one unreadable tile ends the stream and is thrown to the taker.
public final class DecodingTileStream implements TileStream {
    private final RegionGroup regions;
    private final TilePlan plan;
    private final TileTransform transform;
    private final int batchTiles;
    private final int buffers;
    private final long tileBytes;
    private final Arena arena = Arena.ofShared();
    private final List<Thread> decoders = new ArrayList<>();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<MemorySegment> freeBuffers = new ArrayList<>();
    private final List<PendingBatch> started = new ArrayList<>();
    private int nextTile;
    private int givenOut;
    private boolean closed;
    private @Nullable Throwable failure;

    private DecodingTileStream(Slide slide, TilePlan plan, StreamLimits limits, TileTransform transform) {
        this.regions = RegionGroup.of(slide, plan.regions());
        this.plan = plan;
        this.transform = transform;
        int tilePixels = plan.grid().spec().tilePixels();
        this.tileBytes = 3L * tilePixels * tilePixels;
        this.batchTiles = limits.batchTiles();
        long affordable = limits.maxBytesInFlight() / (tileBytes * batchTiles);
        int needed = (plan.tiles().size() + batchTiles - 1) / batchTiles;
        this.buffers = (int) Math.max(1, Math.min(affordable, needed));
    }

    /// Starts decoding; the caller closes the stream, and the slide after it.
    ///
    /// @param slide thread-safe to read; a [org.acinus.wsi.ReopeningSlide] where one bad tile must not spoil
    ///     the rest
    public static TileStream open(Slide slide, TilePlan plan, StreamLimits limits) {
        return open(slide, plan, limits, TileTransform.NONE);
    }

    /// Starts decoding likewise, and changes each tile before it is handed out.
    ///
    /// @param transform run by the decoding threads
    public static TileStream open(Slide slide, TilePlan plan, StreamLimits limits, TileTransform transform) {
        return open(slide, plan, limits, transform, BatchMemory.ORDINARY);
    }

    /// Starts decoding likewise, into buffers of a given kind.
    ///
    /// @param memory that the batches lie in; freed when the stream is closed
    public static TileStream open(
            Slide slide, TilePlan plan, StreamLimits limits, TileTransform transform, BatchMemory memory) {
        DecodingTileStream stream = new DecodingTileStream(slide, plan, limits, transform);
        try {
            for (int i = 0; i < stream.buffers; i++) {
                stream.freeBuffers.add(memory.allocate(stream.tileBytes * stream.batchTiles, stream.arena));
            }
        } catch (RuntimeException | Error noRoom) {
            stream.close();
            throw noRoom;
        }
        for (int i = 0; i < limits.readers(); i++) {
            stream.decoders.add(Thread.ofPlatform().name("tile-decoder-" + i).start(stream::decode));
        }
        return stream;
    }

    @Override
    public Optional<TileBatch> next() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            if ((long) givenOut * batchTiles >= plan.tiles().size()) {
                return Optional.empty();
            }
            while (true) {
                if (failure != null) {
                    throw rethrown(failure);
                }
                if (closed) {
                    throw new IllegalStateException("The stream is closed");
                }
                if (!started.isEmpty() && started.getFirst().isComplete()) {
                    givenOut++;
                    return Optional.of(started.removeFirst().give());
                }
                changed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    private static RuntimeException rethrown(Throwable failure) {
        return switch (failure) {
            case Error error -> throw error;
            case RuntimeException unchecked -> unchecked;
            default -> new IllegalStateException(failure);
        };
    }

    private void decode() {
        try (TileReader reader = new TileReader(plan, regions)) {
            for (Optional<Claim> claim = claim(); claim.isPresent(); claim = claim()) {
                decode(reader, claim.get());
            }
        } catch (InterruptedException cancelled) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error broken) {
            fail(broken);
        }
    }

    private void decode(TileReader reader, Claim claim) {
        PendingBatch batch = claim.batch();
        Optional<String> problem = Optional.empty();
        try {
            MemorySegment pixels = batch.pixels.asSlice(claim.slot() * tileBytes, tileBytes);
            reader.read(claim.tile(), pixels);
            int tilePixels = plan.grid().spec().tilePixels();
            transform.apply(plan.tiles().get(claim.tile()), new RgbBuffer(pixels, tilePixels, tilePixels));
        } catch (UnreadableRegionException gap) {
            problem = Optional.of(String.valueOf(gap.getMessage()));
        }
        lock.lock();
        try {
            batch.finished(claim.slot(), problem);
            if (batch.isComplete()) {
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /// The next tile in the plan's order, waiting for a buffer where it begins a batch.
    private Optional<Claim> claim() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (true) {
                if (closed || failure != null || nextTile >= plan.tiles().size()) {
                    return Optional.empty();
                }
                int slot = nextTile % batchTiles;
                if (slot > 0 || !freeBuffers.isEmpty()) {
                    if (slot == 0) {
                        int size = Math.min(batchTiles, plan.tiles().size() - nextTile);
                        started.add(new PendingBatch(freeBuffers.removeLast(), nextTile, size));
                    }
                    // Tiles are claimed in order, so the batch that is being claimed from is the last one started; it
                    // cannot have been given out, for it is not complete before its last tile is claimed.
                    return Optional.of(new Claim(started.getLast(), nextTile++, slot));
                }
                changed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    private record Claim(PendingBatch batch, int tile, int slot) {}

    private void fail(Throwable broken) {
        lock.lock();
        try {
            if (failure == null) {
                failure = broken;
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void giveBack(MemorySegment buffer) {
        lock.lock();
        try {
            freeBuffers.add(buffer);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Cancels, waits for the decoders, frees the buffers. Batches still out must not be touched any more.
    @Override
    public void close() {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        boolean interrupted = false;
        for (Thread decoder : decoders) {
            while (decoder.isAlive()) {
                try {
                    decoder.join();
                } catch (InterruptedException wait) {
                    // The memory cannot be freed under a running native read, so the wait goes on; the caller's
                    // interruption is kept for afterwards.
                    interrupted = true;
                }
            }
        }
        regions.close();
        arena.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /// A batch being filled. Guarded by the stream's lock, but for the pixels, of which each decoder has its
    /// own slot.
    private final class PendingBatch {
        private final MemorySegment pixels;
        private final int firstTile;
        private final int size;
        private final @Nullable String[] problems;
        private int finished;

        PendingBatch(MemorySegment pixels, int firstTile, int size) {
            this.pixels = pixels;
            this.firstTile = firstTile;
            this.size = size;
            this.problems = new @Nullable String[size];
        }

        void finished(int slot, Optional<String> problem) {
            problems[slot] = problem.orElse(null);
            finished++;
        }

        boolean isComplete() {
            return finished == size;
        }

        /// Closes the gaps that unreadable tiles left and hands the batch out.
        TileBatch give() {
            List<TileFrame> readable = new ArrayList<>(size);
            List<UnreadableTile> unreadable = new ArrayList<>();
            for (int slot = 0; slot < size; slot++) {
                TileFrame tile = plan.tiles().get(firstTile + slot);
                String problem = problems[slot];
                if (problem != null) {
                    unreadable.add(new UnreadableTile(tile, problem));
                    continue;
                }
                if (readable.size() < slot) {
                    MemorySegment.copy(pixels, slot * tileBytes, pixels, readable.size() * tileBytes, tileBytes);
                }
                readable.add(tile);
            }
            return new BufferedBatch(
                    List.copyOf(readable),
                    pixels.asSlice(0, readable.size() * tileBytes),
                    plan.grid().spec().tilePixels(),
                    List.copyOf(unreadable),
                    new BufferReturn(pixels));
        }
    }

    /// Gives a buffer back once, however often the batch is closed.
    private final class BufferReturn implements Runnable {
        private final MemorySegment buffer;
        private boolean done;

        BufferReturn(MemorySegment buffer) {
            this.buffer = buffer;
        }

        @Override
        public void run() {
            if (!done) {
                done = true;
                giveBack(buffer);
            }
        }
    }
}
