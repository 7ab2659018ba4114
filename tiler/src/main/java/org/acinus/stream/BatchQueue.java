package org.acinus.stream;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.acinus.tiling.TilePlan;
import org.acinus.wsi.RgbBuffer;
import org.jspecify.annotations.Nullable;

/// The queue between decoding threads and whoever takes their batches, bounded in bytes: a fixed number of batch
/// buffers, allocated once, filled in the plan's order and used again when a batch is closed.
///
/// Threads claim tiles in the plan's order, so batches fill in order and one free buffer is always enough to go on:
/// no deadlock, whatever the bounds. Who finds no free buffer waits, so that a slow taker stops the decoders.
///
/// Thread-safe. The first failure told of ends it and is thrown to the taker.
final class BatchQueue implements AutoCloseable {
    private final TilePlan plan;
    private final int batchTiles;
    private final long tileBytes;
    private final Arena arena = Arena.ofShared();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<MemorySegment> freeBuffers = new ArrayDeque<>();
    private final Deque<PendingBatch> started = new ArrayDeque<>();
    private int nextTile;
    private int givenOut;
    private boolean cancelled;
    private @Nullable Throwable failure;

    /// Allocates the buffers.
    ///
    /// @param memory that they lie in; freed by [#close]
    BatchQueue(TilePlan plan, StreamLimits limits, BatchMemory memory) {
        this.plan = plan;
        int tilePixels = plan.grid().spec().tilePixels();
        this.tileBytes = RgbBuffer.byteSize(tilePixels, tilePixels);
        this.batchTiles = limits.batchTiles();
        long affordable = limits.maxBytesInFlight() / (tileBytes * batchTiles);
        int needed = (plan.tiles().size() + batchTiles - 1) / batchTiles;
        long buffers = Math.max(1, Math.min(affordable, needed));
        try {
            for (long i = 0; i < buffers; i++) {
                freeBuffers.add(memory.allocate(tileBytes * batchTiles, arena));
            }
        } catch (RuntimeException | Error noRoom) {
            arena.close();
            throw noRoom;
        }
    }

    /// A tile to decode, and where to.
    ///
    /// @param tile place in the plan
    /// @param slot place in the batch
    record Claim(PendingBatch batch, int tile, int slot) {
        /// The tile's own bytes, which no other thread touches until it is [#finished].
        MemorySegment pixels() {
            return batch.slot(slot);
        }
    }

    /// The next tile in the plan's order, waiting for a buffer where it begins a batch.
    ///
    /// @return empty where there is nothing left to do, all tiles being claimed or the queue cancelled or failed
    Optional<Claim> claim() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (true) {
                if (cancelled || failure != null || nextTile >= plan.tiles().size()) {
                    return Optional.empty();
                }
                int slot = nextTile % batchTiles;
                if (slot > 0 || !freeBuffers.isEmpty()) {
                    if (slot == 0) {
                        int size = Math.min(batchTiles, plan.tiles().size() - nextTile);
                        started.addLast(
                                new PendingBatch(plan, nextTile, size, freeBuffers.removeLast(), tileBytes, this));
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

    /// Notes that a claimed tile is decoded.
    ///
    /// @param problem why it is not, where it could not be read
    void finished(Claim claim, Optional<String> problem) {
        lock.lock();
        try {
            claim.batch().finished(claim.slot(), problem);
            if (claim.batch().isComplete()) {
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /// Ends the queue for a failure; the first one counts.
    void fail(Throwable broken) {
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

    /// The next batch in the plan's order, waiting for it; as [TileStream#next].
    Optional<TileBatch> next() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            if ((long) givenOut * batchTiles >= plan.tiles().size()) {
                return Optional.empty();
            }
            while (true) {
                if (failure != null) {
                    throw rethrown(failure);
                }
                if (cancelled) {
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

    /// Takes a buffer back whose batch is done with.
    void giveBack(MemorySegment buffer) {
        lock.lock();
        try {
            freeBuffers.addLast(buffer);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Lets nobody claim or wait any more.
    ///
    /// @return false where that was done before
    boolean cancel() {
        lock.lock();
        try {
            boolean first = !cancelled;
            cancelled = true;
            changed.signalAll();
            return first;
        } finally {
            lock.unlock();
        }
    }

    /// Frees the buffers. Only once no thread decodes into them; batches still out must not be touched any more.
    @Override
    public void close() {
        arena.close();
    }
}
