package org.acinus.pipeline.stage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.acinus.mil.FeatureExtractor;
import org.acinus.mil.TileOutput;
import org.acinus.pipeline.FaultPoint;
import org.acinus.pipeline.SlideProgress;
import org.acinus.stream.TileBatch;
import org.acinus.stream.TileStream;
import org.acinus.stream.UnreadableTile;
import org.acinus.tiling.TileFrame;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One pass over the pixels of a slide: every batch goes through every encoder.
///
/// As many threads take batches as the encoders have lanes, the caller's among them, so that the device has
/// the next batch while the last one's embeddings are checked and written; sinks get them in the stream's
/// order all the same. A batch's pixels go back to the stream as soon as they are embedded. The first failure
/// ends the pass. For one pass only.
public final class TilePass {
    private static final Logger LOG = LoggerFactory.getLogger(TilePass.class);

    private final TileStream stream;
    private final List<Lane> lanes;
    private final int tilesTotal;
    private final SlideProgress progress;

    private final ReentrantLock taking = new ReentrantLock();
    private final ReentrantLock giving = new ReentrantLock();
    private final Map<Integer, Embedded> early = new HashMap<>();
    private int taken;
    private int given;
    private int tilesDone;
    private volatile @Nullable Throwable failure;

    /// A pass to be run.
    ///
    /// @param stream stays the caller's
    /// @param lanes at least one encoder with its sink
    /// @param tilesTotal for the progress
    public TilePass(TileStream stream, List<Lane> lanes, int tilesTotal, SlideProgress progress) {
        this.stream = stream;
        this.lanes = List.copyOf(lanes);
        this.tilesTotal = tilesTotal;
        this.progress = progress;
    }

    /// Takes embeddings as they come, in the plan's order, one thread at a time.
    @FunctionalInterface
    public interface FeatureSink {
        /// Some tiles and one row for each of them.
        void accept(List<TileFrame> tiles, TileOutput output);
    }

    /// An encoder and where its embeddings go.
    public record Lane(FeatureExtractor extractor, FeatureSink sink) {}

    private record Embedded(List<TileFrame> tiles, List<TileOutput> outputs, int seen) {}

    private record Taken(int number, TileBatch batch) {}

    /// Embeds all that the stream gives.
    ///
    /// @throws InterruptedException where the caller's thread was interrupted; nothing runs on
    public void run() throws InterruptedException {
        int threads =
                lanes.stream().mapToInt(lane -> lane.extractor().lanes()).min().orElse(1);
        List<Thread> others = new ArrayList<>();
        for (int i = 1; i < threads; i++) {
            others.add(Thread.ofPlatform().name("inference-" + i).start(this::work));
        }
        work();
        boolean interrupted = false;
        for (Thread other : others) {
            if (failure != null) {
                other.interrupt();
            }
            while (other.isAlive()) {
                try {
                    other.join();
                } catch (InterruptedException cancelled) {
                    interrupted = true;
                    fail(cancelled);
                    other.interrupt();
                }
            }
        }
        Throwable broken = failure;
        switch (broken) {
            case null -> {}
            case InterruptedException cancelled -> throw cancelled;
            case RuntimeException unchecked -> throw unchecked;
            case Error error -> throw error;
            case Throwable other -> throw new IllegalStateException(other);
        }
        if (interrupted) {
            throw new InterruptedException();
        }
    }

    private void work() {
        try {
            for (Optional<Taken> next = take(); next.isPresent(); next = take()) {
                give(next.get().number(), embed(next.get().batch()));
                FaultPoint.TILING.reach();
            }
        } catch (InterruptedException | RuntimeException | Error broken) {
            fail(broken);
        }
    }

    /// The next batch, and which it is: number and batch are taken together.
    private Optional<Taken> take() throws InterruptedException {
        taking.lockInterruptibly();
        try {
            if (failure != null) {
                return Optional.empty();
            }
            return stream.next().map(batch -> new Taken(taken++, batch));
        } finally {
            taking.unlock();
        }
    }

    private Embedded embed(TileBatch next) {
        try (TileBatch batch = next) {
            for (UnreadableTile gap : batch.unreadable()) {
                LOG.warn("unreadable tile: {}", gap.reason());
            }
            int seen = batch.tiles().size() + batch.unreadable().size();
            List<TileOutput> outputs = batch.tiles().isEmpty()
                    ? List.of()
                    : lanes.stream()
                            .map(lane -> lane.extractor().extract(batch))
                            .toList();
            return new Embedded(batch.tiles(), outputs, seen);
        }
    }

    /// Hands on what is next in order, this batch among it or not.
    private void give(int number, Embedded embedded) {
        giving.lock();
        try {
            early.put(number, embedded);
            for (Embedded next = early.remove(given); next != null; next = early.remove(given)) {
                if (failure != null) {
                    return;
                }
                given++;
                for (int i = 0; i < next.outputs().size(); i++) {
                    lanes.get(i).sink().accept(next.tiles(), next.outputs().get(i));
                }
                tilesDone += next.seen();
                progress.tiles(tilesDone, tilesTotal);
            }
        } finally {
            giving.unlock();
        }
    }

    private void fail(Throwable broken) {
        giving.lock();
        try {
            if (failure == null) {
                failure = broken;
            }
        } finally {
            giving.unlock();
        }
    }
}
