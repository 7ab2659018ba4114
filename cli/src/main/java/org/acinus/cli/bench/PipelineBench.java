package org.acinus.cli.bench;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.LongAdder;
import org.acinus.mil.FeatureExtractor;
import org.acinus.pipeline.FeatureStage;
import org.acinus.stream.DecodingTileStream;
import org.acinus.stream.TileBatch;
import org.acinus.stream.TileStream;
import org.acinus.stream.UnreadableTile;
import org.acinus.tiling.TileFrame;
import org.acinus.tiling.TilePlan;
import org.acinus.tissue.ClassicalTissueDetector;
import org.acinus.wsi.Slide;

/// Compares a whole run's tile stream with its two parts on the very same tiles.
///
/// Three things take turns, round by round, so that a machine whose speed drifts treats them alike: reading
/// alone,
/// embedding alone (the tiles lie decoded in memory), and both together as a run does them. Where reading and
/// embedding
/// share the cores, the most that both together can reach is `1 / (1 + reading / embedding)` of embedding
/// alone, in
/// processor time a tile.
public final class PipelineBench {
    private final Slide slide;
    private final TilePlan plan;
    private final FeatureExtractor extractor;

    /// A measurement over one plan; nothing given is closed here.
    public PipelineBench(Slide slide, TilePlan plan, FeatureExtractor extractor) {
        this.slide = slide;
        this.plan = plan;
        this.extractor = extractor;
    }

    /// What was found.
    ///
    /// @param tiles read and embedded in each round
    /// @param readTilesPerSecond reading alone
    /// @param embedTilesPerSecond embedding alone
    /// @param runTilesPerSecond both together
    /// @param readCpuMillis processor time a tile of reading alone
    /// @param embedCpuMillis processor time a tile of embedding alone
    /// @param runCpuMillis processor time a tile of both together
    /// @param efficiency both together over embedding alone, round by round
    /// @param bound the most that `efficiency` can be where all cores are shared
    /// @param peakBytes the most memory this process held
    public record Report(
            int tiles,
            Measured readTilesPerSecond,
            Measured embedTilesPerSecond,
            Measured runTilesPerSecond,
            Measured readCpuMillis,
            Measured embedCpuMillis,
            Measured runCpuMillis,
            Measured efficiency,
            double bound,
            OptionalLong peakBytes) {}

    /// Measures, after one round that is not counted.
    public Report run(int rounds) throws Exception {
        int tiles = plan.tiles().size();
        List<ProcessMeter.Spent> reads = new ArrayList<>();
        List<ProcessMeter.Spent> embeds = new ArrayList<>();
        List<ProcessMeter.Spent> runs = new ArrayList<>();
        try (Arena arena = Arena.ofShared()) {
            List<DecodedBatch> decoded = decodeAll(arena);
            for (int round = 0; round <= rounds; round++) {
                ProcessMeter.Spent read = ProcessMeter.measure(this::readAll);
                ProcessMeter.Spent embed = ProcessMeter.measure(() -> embedAll(decoded));
                ProcessMeter.Spent run = ProcessMeter.measure(this::runAll);
                if (round > 0) {
                    reads.add(read);
                    embeds.add(embed);
                    runs.add(run);
                }
            }
        }
        List<Double> efficiency = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            efficiency.add(embeds.get(i).wallSeconds() / runs.get(i).wallSeconds());
        }
        Measured readCpu = cpuMillis(reads, tiles);
        Measured embedCpu = cpuMillis(embeds, tiles);
        return new Report(
                tiles,
                perSecond(reads, tiles),
                perSecond(embeds, tiles),
                perSecond(runs, tiles),
                readCpu,
                embedCpu,
                cpuMillis(runs, tiles),
                Measured.of(efficiency),
                1 / (1 + readCpu.median() / embedCpu.median()),
                ProcessMeter.peakBytes());
    }

    private static Measured perSecond(List<ProcessMeter.Spent> rounds, int tiles) {
        return Measured.of(
                rounds.stream().map(spent -> tiles / spent.wallSeconds()).toList());
    }

    private static Measured cpuMillis(List<ProcessMeter.Spent> rounds, int tiles) {
        return Measured.of(
                rounds.stream().map(spent -> 1000 * spent.cpuSeconds() / tiles).toList());
    }

    private Object readAll() throws InterruptedException {
        long read = 0;
        try (TileStream stream = DecodingTileStream.open(slide, plan, FeatureStage.LIMITS)) {
            for (Optional<TileBatch> next = stream.next(); next.isPresent(); next = stream.next()) {
                try (TileBatch batch = next.get()) {
                    read += batch.tiles().size();
                }
            }
        }
        return read;
    }

    /// As a run does it, but for the file that the embeddings go to.
    private Object runAll() throws InterruptedException {
        LongAdder embedded = new LongAdder();
        new FeatureStage(extractor, Path.of("."), new ClassicalTissueDetector().name())
                .stream(slide, plan, (done, total) -> {}, (tiles, features) -> embedded.add(features.size()));
        return embedded.sum();
    }

    private Object embedAll(List<DecodedBatch> decoded) {
        long embedded = 0;
        for (DecodedBatch batch : decoded) {
            embedded += extractor.extract(batch).size();
        }
        return embedded;
    }

    private List<DecodedBatch> decodeAll(Arena arena) throws InterruptedException {
        List<DecodedBatch> decoded = new ArrayList<>();
        try (TileStream stream = DecodingTileStream.open(slide, plan, FeatureStage.LIMITS)) {
            for (Optional<TileBatch> next = stream.next(); next.isPresent(); next = stream.next()) {
                try (TileBatch batch = next.get()) {
                    if (!batch.tiles().isEmpty()) {
                        MemorySegment copy = arena.allocate(batch.pixels().byteSize(), 64);
                        copy.copyFrom(batch.pixels());
                        decoded.add(new DecodedBatch(batch.tiles(), copy, batch.tilePixels()));
                    }
                }
            }
        }
        return decoded;
    }

    /// A batch that stays in memory.
    private record DecodedBatch(List<TileFrame> tiles, MemorySegment pixels, int tilePixels) implements TileBatch {
        @Override
        public List<UnreadableTile> unreadable() {
            return List.of();
        }

        @Override
        public void close() {}
    }
}
