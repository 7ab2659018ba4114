package org.acinus.cli.bench.model;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.acinus.cli.bench.meter.Measured;
import org.acinus.cli.bench.meter.ProcessMeter;
import org.acinus.mil.FeatureExtractor;
import org.acinus.pipeline.stage.FeatureStage;
import org.acinus.pipeline.stage.TilePass;
import org.acinus.stream.DecodingTileStream;
import org.acinus.stream.StreamLimits;
import org.acinus.stream.TileBatch;
import org.acinus.stream.TileStream;
import org.acinus.stream.TileTransform;
import org.acinus.tiling.TilePlan;
import org.acinus.tissue.ClassicalTissueDetector;
import org.acinus.tissue.TissueDetector;
import org.acinus.wsi.Slide;

/// Compares a whole extraction, the bag's file included, with its parts on the very same tiles.
///
/// Four things take turns, round by round, so that a machine whose speed drifts treats them alike: reading
/// alone, the engine alone (fed from memory by the same threads in the same batches), the engine's own
/// interface without DJL, and the whole. Where reading and embedding share the cores, the most that the whole
/// can reach is `1 / (1 + reading / embedding)` of the engine alone, in processor time a tile.
final class ExtractBench {
    /// Chooses the tiles.
    static final TissueDetector DETECTOR = new ClassicalTissueDetector();

    private static final String NO_SLIDE = "0".repeat(64);

    private final Slide slide;
    private final TilePlan plan;
    private final FeatureExtractor extractor;
    private final Optional<FeatureExtractor> bare;
    private final StreamLimits limits;

    /// A measurement over one plan; nothing given is closed here.
    ///
    /// @param bare the same pack on the engine's own interface, where there is such
    ExtractBench(Slide slide, TilePlan plan, FeatureExtractor extractor, Optional<FeatureExtractor> bare) {
        this.slide = slide;
        this.plan = plan;
        this.extractor = extractor;
        this.bare = bare;
        limits = FeatureStage.limits(List.of(extractor), plan.grid().spec().tilePixels());
    }

    /// One thing measured in every round.
    ///
    /// @param wallSeconds of each round
    /// @param cpuMillis processor time a tile of each round
    record Part(List<Double> wallSeconds, List<Double> cpuMillis) {
        Part() {
            this(new ArrayList<>(), new ArrayList<>());
        }

        void add(ProcessMeter.Spent spent, int tiles) {
            wallSeconds.add(spent.wallSeconds());
            cpuMillis.add(1000 * spent.cpuSeconds() / tiles);
        }

        Measured tilesPerSecond(int tiles) {
            return Measured.of(
                    wallSeconds.stream().map(seconds -> tiles / seconds).toList());
        }

        Measured cpuPerTile() {
            return Measured.of(cpuMillis);
        }

        /// This part's rate over another's, round by round.
        Measured rateOver(Part other) {
            List<Double> ratios = new ArrayList<>();
            for (int i = 0; i < wallSeconds.size(); i++) {
                ratios.add(other.wallSeconds.get(i) / wallSeconds.get(i));
            }
            return Measured.of(ratios);
        }
    }

    /// What was found.
    ///
    /// @param tiles read and embedded in each round
    /// @param whole both together, and the bag's file
    /// @param engine embedding alone
    /// @param read reading alone
    /// @param bare embedding alone without DJL
    /// @param peakBytes the most memory this process held
    record Report(int tiles, Part whole, Part engine, Part read, Optional<Part> bare, OptionalLong peakBytes) {
        /// Processor time of the whole over that of its two parts, round by round.
        Measured wholeOverSum() {
            List<Double> ratios = new ArrayList<>();
            for (int i = 0; i < whole.cpuMillis().size(); i++) {
                ratios.add(whole.cpuMillis().get(i)
                        / (engine.cpuMillis().get(i) + read.cpuMillis().get(i)));
            }
            return Measured.of(ratios);
        }

        /// The most that the whole's rate can be of the engine's alone where all cores are shared.
        double bound() {
            return 1 / (1 + read.cpuPerTile().median() / engine.cpuPerTile().median());
        }
    }

    /// Measures, after one round that is not counted.
    Report run(int rounds) throws Exception {
        int tiles = plan.tiles().size();
        Part whole = new Part();
        Part engine = new Part();
        Part read = new Part();
        Part withoutDjl = new Part();
        try (MemoryTiles memory = new MemoryTiles(slide, plan, limits, extractor.batchMemory())) {
            for (int round = 0; round <= rounds; round++) {
                ProcessMeter.Spent reading = ProcessMeter.measure(this::readAll);
                ProcessMeter.Spent embedding = ProcessMeter.measure(() -> embedAll(memory, extractor));
                ProcessMeter.Spent both = ProcessMeter.measure(this::runAll);
                if (round > 0) {
                    read.add(reading, tiles);
                    engine.add(embedding, tiles);
                    whole.add(both, tiles);
                }
                for (FeatureExtractor without : bare.stream().toList()) {
                    ProcessMeter.Spent spent = ProcessMeter.measure(() -> embedAll(memory, without));
                    if (round > 0) {
                        withoutDjl.add(spent, tiles);
                    }
                }
            }
        }
        return new Report(tiles, whole, engine, read, bare.map(any -> withoutDjl), ProcessMeter.peakBytes());
    }

    private Object readAll() throws InterruptedException {
        int read = 0;
        try (TileStream stream =
                DecodingTileStream.open(slide, plan, limits, TileTransform.NONE, extractor.batchMemory())) {
            for (Optional<TileBatch> next = stream.next(); next.isPresent(); next = stream.next()) {
                try (TileBatch batch = next.get()) {
                    read += batch.tiles().size();
                }
            }
        }
        return read;
    }

    private Object embedAll(MemoryTiles memory, FeatureExtractor each) throws InterruptedException {
        int tiles = plan.tiles().size();
        try (TileStream stream = memory.stream(tiles)) {
            TilePass.Lane lane = new TilePass.Lane(each, (some, features) -> {});
            new TilePass(stream, List.of(lane), tiles, (done, total) -> {}).run();
        }
        return tiles;
    }

    /// As `features` does it, from the open slide to the bag's file.
    private Object runAll() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("acinus-bench");
        try {
            return new FeatureStage(extractor, folder, DETECTOR.name())
                    .embed(NO_SLIDE, slide, plan, (done, total) -> {});
        } finally {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
                for (Path file : files) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
    }
}
