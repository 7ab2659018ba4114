package org.acinus.cli.bench.model;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.acinus.stream.BatchMemory;
import org.acinus.stream.DecodingTileStream;
import org.acinus.stream.StreamLimits;
import org.acinus.stream.TileBatch;
import org.acinus.stream.TileStream;
import org.acinus.stream.UnreadableTile;
import org.acinus.tiling.TileFrame;
import org.acinus.tiling.TilePlan;
import org.acinus.wsi.Slide;

/// A plan's first batches, decoded into memory, and streams that give them out again and again.
final class MemoryTiles implements AutoCloseable {
    /// More would be kept than a run ever holds, and the peak memory measured would be the bench's own.
    private static final long MOST_BYTES = 128L << 20;

    private final Arena arena = Arena.ofShared();
    private final List<Decoded> batches = new ArrayList<>();

    /// Decodes as many batches as fit.
    ///
    /// @param memory that they lie in
    MemoryTiles(Slide slide, TilePlan plan, StreamLimits limits, BatchMemory memory) throws InterruptedException {
        long kept = 0;
        try (TileStream stream = DecodingTileStream.open(slide, plan, limits)) {
            for (Optional<TileBatch> next = stream.next(); next.isPresent(); next = stream.next()) {
                try (TileBatch batch = next.get()) {
                    kept += batch.pixels().byteSize();
                    // A short batch at the end would make all batches of a longer stream look short.
                    boolean whole = batch.tiles().size() == limits.batchTiles() || batches.isEmpty();
                    if (kept > MOST_BYTES || !whole || batch.tiles().isEmpty()) {
                        break;
                    }
                    MemorySegment copy = memory.allocate(batch.pixels().byteSize(), arena);
                    copy.copyFrom(batch.pixels());
                    batches.add(new Decoded(batch.tiles(), copy, batch.tilePixels()));
                }
            }
        }
    }

    /// A stream of the kept batches, over and over, until so many tiles were given. Any number of threads may
    /// take.
    TileStream stream(int tiles) {
        return new TileStream() {
            private int given;
            private int next;

            @Override
            public synchronized Optional<TileBatch> next() {
                if (given >= tiles || batches.isEmpty()) {
                    return Optional.empty();
                }
                Decoded batch = batches.get(next++ % batches.size()).first(tiles - given);
                given += batch.tiles().size();
                return Optional.of(batch);
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public void close() {
        arena.close();
    }

    /// A batch that stays in memory.
    private record Decoded(List<TileFrame> tiles, MemorySegment pixels, int tilePixels) implements TileBatch {
        Decoded first(int most) {
            return most >= tiles.size() ? this : new Decoded(tiles.subList(0, most), pixels, tilePixels);
        }

        @Override
        public List<UnreadableTile> unreadable() {
            return List.of();
        }

        @Override
        public void close() {}
    }
}
