package org.acinus.stream;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.acinus.tiling.TileFrame;
import org.acinus.tiling.TilePlan;
import org.jspecify.annotations.Nullable;

/// A batch being filled. Guarded by its queue's lock, but for the pixels, of which each decoder has a slot of its own.
final class PendingBatch {
    private final TilePlan plan;
    private final int firstTile;
    private final int size;
    private final MemorySegment pixels;
    private final long tileBytes;
    private final BatchQueue home;
    private final @Nullable String[] problems;
    private int finished;

    /// A batch of which nothing is decoded yet.
    ///
    /// @param firstTile place in the plan
    /// @param pixels a buffer for `size` tiles at least, given back to `home` when the batch is closed
    PendingBatch(TilePlan plan, int firstTile, int size, MemorySegment pixels, long tileBytes, BatchQueue home) {
        this.plan = plan;
        this.firstTile = firstTile;
        this.size = size;
        this.pixels = pixels;
        this.tileBytes = tileBytes;
        this.home = home;
        this.problems = new @Nullable String[size];
    }

    /// Where one tile's pixels go.
    MemorySegment slot(int slot) {
        return pixels.asSlice(slot * tileBytes, tileBytes);
    }

    /// Notes that a slot is decoded, or why it is not.
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
                new BufferReturn());
    }

    /// Gives the buffer back once, however often the batch is closed.
    private final class BufferReturn implements Runnable {
        private boolean done;

        @Override
        public void run() {
            if (!done) {
                done = true;
                home.giveBack(pixels);
            }
        }
    }
}
