package org.acinus.cli.bench.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import org.acinus.cli.bench.meter.Measured;
import org.acinus.cli.bench.meter.ProcessMeter;
import org.acinus.cli.bench.meter.ProcessMeter.Spent;
import org.acinus.quality.CheckedTiles;
import org.acinus.quality.QualityLimits;
import org.acinus.stain.StainFitting;
import org.acinus.stain.StainMethod;
import org.acinus.stain.Staining;
import org.acinus.stream.DecodingTileStream;
import org.acinus.stream.StreamLimits;
import org.acinus.stream.TileBatch;
import org.acinus.stream.TileStream;
import org.acinus.stream.TileTransform;
import org.acinus.tiling.TilePlan;
import org.acinus.tiling.TilingSpec;
import org.acinus.tissue.ClassicalTissueDetector;
import org.acinus.tissue.TissueDetector;
import org.acinus.tissue.TissueTiles;
import org.acinus.wsi.Slide;

/// Measures a slide's way from file to tiles: coarse mask, middle level, stream.
///
/// Masks are made once cold, twice to warm up and then counted. Reading, streaming with one thread and with all,
/// and streaming with the checks before it or with stains normalised take turns round by round, so that a machine
/// whose speed drifts treats them alike. All read the tissue tiles of the coarse mask, so that the checks do not
/// save the reading they forbid.
final class StreamBench {
    /// How stains are normalised where that is measured.
    static final Staining STAIN = Staining.of(StainMethod.MACENKO);

    private static final int WARM_UPS = 2;
    private static final int BATCH_TILES = 32;
    private static final long MOST_BYTES = 64L << 20;

    private final Slide slide;
    private final TilingSpec spec;
    private final int threads;
    private final int rounds;
    private final TissueDetector detector = new ClassicalTissueDetector();

    StreamBench(Slide slide, TilingSpec spec, int threads, int rounds) {
        this.slide = slide;
        this.spec = spec;
        this.threads = threads;
        this.rounds = rounds;
    }

    /// A mask's times.
    ///
    /// @param coldSeconds of the first in this process
    record Mask(double coldSeconds, List<Spent> warm) {
        Mask {
            warm = List.copyOf(warm);
        }

        Measured seconds() {
            return measured(warm, Spent::wallSeconds);
        }

        Measured cpuSeconds() {
            return measured(warm, Spent::cpuSeconds);
        }
    }

    /// Everything measured.
    ///
    /// @param read tiles read without a stream
    /// @param one streamed by one thread
    /// @param all streamed by all threads
    /// @param checked streamed by all threads, mask and artefact checks included
    /// @param stained streamed by all threads, every tile's stains normalised by [#STAIN]; without the fit
    record Report(
            int tiles,
            int tilesLeftOut,
            Mask coarse,
            Mask middle,
            List<Spent> read,
            List<Spent> one,
            List<Spent> all,
            List<Spent> checked,
            List<Spent> stained) {
        Report {
            read = List.copyOf(read);
            one = List.copyOf(one);
            all = List.copyOf(all);
            checked = List.copyOf(checked);
            stained = List.copyOf(stained);
        }

        Measured tilesPerSecond(List<Spent> spent) {
            return measured(spent, round -> tiles / round.wallSeconds());
        }

        Measured cpuMillis(List<Spent> spent) {
            return measured(spent, round -> 1000 * round.cpuSeconds() / tiles);
        }

        /// Processor time of one thing over that of another, round by round.
        Measured cpuRatio(List<Spent> over, List<Spent> under) {
            List<Double> ratios = new ArrayList<>();
            for (int i = 0; i < over.size(); i++) {
                ratios.add(over.get(i).cpuSeconds() / under.get(i).cpuSeconds());
            }
            return Measured.of(ratios);
        }

        /// Processor time that normalising takes, in ms a tile: what streaming with it takes more than without.
        Measured stainCpuMillis() {
            List<Double> more = new ArrayList<>();
            for (int i = 0; i < stained.size(); i++) {
                more.add(1000 * (stained.get(i).cpuSeconds() - all.get(i).cpuSeconds()) / tiles);
            }
            return Measured.of(more);
        }

        /// How much faster all threads are than one, by the clock.
        Measured speedUp() {
            List<Double> ratios = new ArrayList<>();
            for (int i = 0; i < one.size(); i++) {
                ratios.add(one.get(i).wallSeconds() / all.get(i).wallSeconds());
            }
            return Measured.of(ratios);
        }

        /// Shares of the processor time of a checked stream: decoding as reading alone takes it, masks as they take
        /// alone, and what is left for the queue.
        double decodeShare() {
            return measured(read, Spent::cpuSeconds).median() / total();
        }

        double maskShare() {
            return middle.cpuSeconds().median() / total();
        }

        double queueShare() {
            return Math.max(0, 1 - decodeShare() - maskShare());
        }

        private double total() {
            return measured(checked, Spent::cpuSeconds).median();
        }
    }

    private static Measured measured(List<Spent> rounds, ToDoubleFunction<Spent> figure) {
        return Measured.of(rounds.stream().mapToDouble(figure).boxed().toList());
    }

    /// Measures.
    Report run() throws Exception {
        Mask coarse = mask(() -> TissueTiles.of(slide, spec, detector).plan());
        Mask middle = mask(() -> checked().plan());
        TilePlan plan = TissueTiles.of(slide, spec, detector).plan();
        int leftOut = plan.tiles().size() - checked().plan().tiles().size();
        List<Spent> read = new ArrayList<>();
        List<Spent> one = new ArrayList<>();
        List<Spent> all = new ArrayList<>();
        List<Spent> checks = new ArrayList<>();
        List<Spent> stained = new ArrayList<>();
        TileTransform stain = StainFitting.transform(slide, plan, STAIN);
        try (ReadBench reading = new ReadBench(threads)) {
            for (int round = 0; round <= rounds && !plan.tiles().isEmpty(); round++) {
                List<Spent> spent = List.of(
                        ProcessMeter.measure(() -> reading.read(slide, plan)),
                        ProcessMeter.measure(() -> stream(plan, 1, TileTransform.NONE)),
                        ProcessMeter.measure(() -> stream(plan, threads, TileTransform.NONE)),
                        ProcessMeter.measure(() -> {
                            checked();
                            return stream(plan, threads, TileTransform.NONE);
                        }),
                        ProcessMeter.measure(() -> stream(plan, threads, stain)));
                // The first round warms up.
                if (round > 0) {
                    read.add(spent.get(0));
                    one.add(spent.get(1));
                    all.add(spent.get(2));
                    checks.add(spent.get(3));
                    stained.add(spent.get(4));
                }
            }
        }
        return new Report(plan.tiles().size(), leftOut, coarse, middle, read, one, all, checks, stained);
    }

    private CheckedTiles checked() {
        return CheckedTiles.of(slide, spec, detector, Optional.of(QualityLimits.DEFAULT));
    }

    private Mask mask(Callable<TilePlan> make) throws Exception {
        double cold = ProcessMeter.measure(make).wallSeconds();
        for (int i = 0; i < WARM_UPS; i++) {
            make.call();
        }
        List<Spent> warm = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            warm.add(ProcessMeter.measure(make));
        }
        return new Mask(cold, warm);
    }

    private int stream(TilePlan plan, int readers, TileTransform transform) throws InterruptedException {
        int seen = 0;
        try (TileStream stream =
                DecodingTileStream.open(slide, plan, new StreamLimits(readers, BATCH_TILES, MOST_BYTES), transform)) {
            for (Optional<TileBatch> next = stream.next(); next.isPresent(); next = stream.next()) {
                try (TileBatch batch = next.get()) {
                    seen += batch.tiles().size();
                }
            }
        }
        return seen;
    }
}
