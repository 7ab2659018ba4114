package org.acinus.cli.bench.read;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.acinus.cli.bench.meter.ProcessMeter;
import org.acinus.stream.TileReader;
import org.acinus.tiling.TilePlan;
import org.acinus.wsi.RgbBuffer;
import org.acinus.wsi.Slide;
import org.acinus.wsi.group.RegionGroup;

/// Reads a plan's tiles as a run does, into one buffer a thread, and compares with the bare decoder.
///
/// Reader and limit take turns, round by round, so that a machine whose speed drifts treats them alike; the
/// first round of each warms up compiler and file cache and does not count. The reader is charged with all
/// processor time of the process, compiler and collector included; the limit with that of its threads within
/// the decoder alone.
final class ReadBench implements AutoCloseable {
    private final int threads;
    private final ExecutorService pool;

    ReadBench(int threads) {
        this.threads = threads;
        this.pool = Executors.newFixedThreadPool(threads);
    }

    /// One round's figures.
    ///
    /// @param cpuMillis processor time a tile
    /// @param perSecond tiles a second by the clock, all threads together
    record Round(double cpuMillis, double perSecond) {}

    /// Reads all tiles once.
    Round read(Slide slide, TilePlan plan) throws Exception {
        ProcessMeter.Spent spent = ProcessMeter.measure(() -> {
            AtomicInteger next = new AtomicInteger();
            try (RegionGroup regions = RegionGroup.of(slide, plan.regions())) {
                return onAllThreads(thread -> () -> readSome(plan, regions, next));
            }
        });
        int tiles = plan.tiles().size();
        return new Round(1000 * spent.cpuSeconds() / tiles, tiles / spent.wallSeconds());
    }

    private static Integer readSome(TilePlan plan, RegionGroup regions, AtomicInteger next) {
        int tilePixels = plan.grid().spec().tilePixels();
        int read = 0;
        try (Arena arena = Arena.ofConfined();
                TileReader reader = new TileReader(plan, regions)) {
            MemorySegment pixels = arena.allocate(RgbBuffer.byteSize(tilePixels, tilePixels), Long.BYTES);
            for (int tile = next.getAndIncrement(); tile < plan.tiles().size(); tile = next.getAndIncrement()) {
                reader.read(tile, pixels);
                read++;
            }
        }
        return read;
    }

    /// Decodes all stored tiles once by the bare decoder.
    Round limit(DecodingLimit limit) throws Exception {
        List<ThreadMeter> meters = onAllThreads(thread -> () -> limit.decode(thread, threads));
        return new Round(
                meters.stream()
                        .mapToDouble(ThreadMeter::cpuMillisPerItem)
                        .average()
                        .orElseThrow(),
                meters.stream().mapToDouble(ThreadMeter::perSecond).sum());
    }

    /// Waits for all of them, also where one fails: what they use is closed afterwards.
    private <T> List<T> onAllThreads(IntFunction<Callable<T>> work) throws Exception {
        List<T> results = new ArrayList<>();
        for (Future<T> one :
                pool.invokeAll(IntStream.range(0, threads).mapToObj(work).toList())) {
            try {
                results.add(one.get());
            } catch (ExecutionException failed) {
                throw failed.getCause() instanceof Exception cause ? cause : failed;
            }
        }
        return results;
    }

    @Override
    public void close() {
        pool.close();
    }
}
