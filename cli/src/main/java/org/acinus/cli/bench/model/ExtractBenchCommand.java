package org.acinus.cli.bench.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.acinus.cli.bench.meter.Measured;
import org.acinus.cli.model.DeviceOption;
import org.acinus.cli.model.PackOptions;
import org.acinus.cli.slide.ReaderOption;
import org.acinus.cli.terminal.CacheFolder;
import org.acinus.cli.terminal.CliException;
import org.acinus.cli.terminal.ExitCode;
import org.acinus.cli.terminal.Json;
import org.acinus.mil.FeatureExtractor;
import org.acinus.mil.djl.BareOnnxExtractor;
import org.acinus.mil.djl.ExtractorSettings;
import org.acinus.mil.djl.GoldenCheck;
import org.acinus.mil.djl.InferenceEngine;
import org.acinus.mil.pack.EncoderSpec;
import org.acinus.mil.pack.ModelPack;
import org.acinus.tiling.TilePlan;
import org.acinus.tiling.TilingSpec;
import org.acinus.tissue.TissueTiles;
import org.acinus.wsi.ReopeningSlide;
import org.acinus.wsi.Slide;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `bench extract`, also called `bench pipeline`.
@Command(
        name = "extract",
        aliases = "pipeline",
        description = {
            "Compare a whole extraction with its parts: the engine fed from memory, and reading alone.",
            "Rounds take turns, the first is not counted; figures are medians, with least and greatest."
        },
        footer = {
            "",
            "Examples:",
            "  ./acinus bench extract --slide slide.svs --pack lite0 --reader direct --json",
            "  ./acinus bench extract --slide slide.svs --pack my-encoder --device cuda:0 --batch 128"
        })
public final class ExtractBenchCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--slide", paramLabel = "SLIDE", description = "The slide to measure on.")
    private Optional<Path> named = Optional.empty();

    @Parameters(arity = "0..1", paramLabel = "SLIDE", description = "The same without --slide.")
    private Optional<Path> given = Optional.empty();

    @Mixin
    private final ReaderOption reader = new ReaderOption();

    @Option(names = "--pack", defaultValue = "lite0", description = "Encoder to measure (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // has a default
    private String pack;

    @Mixin
    private final PackOptions packs = new PackOptions();

    @Mixin
    private final DeviceOption device = new DeviceOption();

    @Option(
            names = "--threads",
            defaultValue = "0",
            description = "Threads of the network on the processor; 0 takes one a core (default: ${DEFAULT-VALUE}).")
    private int threads;

    @Option(names = "--rounds", defaultValue = "5", description = "Counted rounds (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--most-tiles",
            defaultValue = "1500",
            description = "Measure on the first so many tissue tiles (default: ${DEFAULT-VALUE}).")
    private int mostTiles;

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        if (rounds < 1 || mostTiles < 1 || threads < 0) {
            throw new CliException(ExitCode.USAGE, "--rounds and --most-tiles must be at least 1, --threads 0 or more");
        }
        Path file = named.or(() -> given)
                .orElseThrow(() -> new CliException(ExitCode.USAGE, "say which slide to measure on: --slide SLIDE"));
        ModelPack encoder = packs.store(Optional.empty()).find(pack);
        ExtractorSettings settings =
                device.settings(threads > 0 ? threads : Runtime.getRuntime().availableProcessors());
        try (Slide slide = ReopeningSlide.open(() -> reader.formats().open(file));
                FeatureExtractor extractor = new GoldenCheck(CacheFolder.path()).open(encoder, settings)) {
            TilePlan plan = plan(slide, encoder.encoder(), extractor.batchTiles(), file);
            Optional<FeatureExtractor> bare = bare(encoder, settings, extractor);
            try {
                report(file, slide, encoder, extractor, new ExtractBench(slide, plan, extractor, bare).run(rounds));
            } finally {
                bare.ifPresent(FeatureExtractor::close);
            }
        }
        return ExitCode.OK.code();
    }

    /// Whole batches where there is one: a bench is short, and a slide's last batch would weigh too much in it.
    private TilePlan plan(Slide slide, EncoderSpec wanted, int batch, Path file) {
        TilingSpec tiling = TilingSpec.of(wanted.inputPixels(), wanted.spacingMicrons());
        TilePlan whole = TissueTiles.of(slide, tiling, ExtractBench.DETECTOR).plan();
        if (whole.tiles().isEmpty()) {
            throw new CliException(ExitCode.INPUT, file.getFileName() + " holds no tissue to measure on");
        }
        int tiles = Math.min(mostTiles, whole.tiles().size());
        return new TilePlan(whole.grid(), whole.tiles().subList(0, tiles < batch ? tiles : tiles - tiles % batch));
    }

    /// ONNX Runtime without DJL, where it is what runs the pack, on one device.
    private static Optional<FeatureExtractor> bare(
            ModelPack encoder, ExtractorSettings settings, FeatureExtractor extractor) {
        boolean comparable = settings.engine() != InferenceEngine.PYTORCH
                && encoder.encoder().onnx().isPresent()
                && settings.devices().size() == 1
                && extractor.engine().startsWith("OnnxRuntime");
        return comparable
                ? Optional.of(BareOnnxExtractor.open(
                        encoder, settings.devices().getFirst(), settings.threads(), extractor.batchTiles()))
                : Optional.empty();
    }

    private void report(
            Path file, Slide slide, ModelPack encoder, FeatureExtractor extractor, ExtractBench.Report report) {
        ObjectNode root = describe(file, slide, encoder, extractor, report);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.pretty(root));
            return;
        }
        out.printf(
                "%s by %s on %s, batches of %d, %d lanes, %,d tiles, %d rounds%n",
                encoder,
                extractor.engine(),
                extractor.device(),
                extractor.batchTiles(),
                extractor.lanes(),
                report.tiles(),
                rounds);
        int tiles = report.tiles();
        print(out, "whole, tiles/s", report.whole().tilesPerSecond(tiles));
        print(out, "engine alone, tiles/s", report.engine().tilesPerSecond(tiles));
        print(out, "whole over engine", report.whole().rateOver(report.engine()));
        out.printf(Locale.ROOT, "%-30s%.3f%n", "bound of shared cores", report.bound());
        print(out, "whole, CPU ms a tile", report.whole().cpuPerTile());
        print(out, "engine alone, CPU ms a tile", report.engine().cpuPerTile());
        print(out, "reading alone, CPU ms a tile", report.read().cpuPerTile());
        print(out, "whole over sum, CPU", report.wholeOverSum());
        report.bare().ifPresent(bare -> {
            print(out, "without DJL, tiles/s", bare.tilesPerSecond(tiles));
            print(out, "engine over without DJL", report.engine().rateOver(bare));
        });
        report.peakBytes().ifPresent(bytes -> out.printf("%-30s%,d MB%n", "peak memory", bytes / 1_000_000));
    }

    private static void print(PrintWriter out, String name, Measured figure) {
        out.printf(
                Locale.ROOT, "%-30s%.3f  (%.3f to %.3f)%n", name, figure.median(), figure.least(), figure.greatest());
    }

    private ObjectNode describe(
            Path file, Slide slide, ModelPack encoder, FeatureExtractor extractor, ExtractBench.Report report) {
        int tiles = report.tiles();
        ObjectNode root = Json.object();
        root.put("slide", file.toString());
        root.put("reader", slide.metadata().reader());
        root.put("pack", encoder.manifest().name());
        root.put("pack_version", encoder.manifest().version());
        root.put("engine", extractor.engine());
        root.put("device", extractor.device());
        root.put("batch", extractor.batchTiles());
        root.put("lanes", extractor.lanes());
        root.put("processors", Runtime.getRuntime().availableProcessors());
        root.put("java", Runtime.version().toString());
        root.put("tiles", tiles);
        root.put("rounds", rounds);
        root.put("tiles_per_second", report.whole().tilesPerSecond(tiles).median());
        root.put(
                "engine_only_tiles_per_second",
                report.engine().tilesPerSecond(tiles).median());
        root.put("read_tiles_per_second", report.read().tilesPerSecond(tiles).median());
        put(root, "ratio", report.whole().rateOver(report.engine()));
        root.put("bound", report.bound());
        Measured engineCpu = report.engine().cpuPerTile();
        Measured readCpu = report.read().cpuPerTile();
        put(root, "cpu_ms_per_tile", report.whole().cpuPerTile());
        put(root, "engine_only_cpu_ms_per_tile", engineCpu);
        put(root, "read_cpu_ms_per_tile", readCpu);
        root.put("sum_cpu_ms_per_tile", engineCpu.median() + readCpu.median());
        put(root, "cpu_over_sum", report.wholeOverSum());
        report.bare().ifPresent(bare -> {
            root.put(
                    "raw_onnxruntime_tiles_per_second",
                    bare.tilesPerSecond(tiles).median());
            put(root, "raw_onnxruntime_cpu_ms_per_tile", bare.cpuPerTile());
            put(root, "engine_over_raw_onnxruntime", report.engine().rateOver(bare));
        });
        report.peakBytes().ifPresent(bytes -> root.put("peak_rss_mb", bytes / 1_000_000));
        return root;
    }

    /// The median under its own name, as scripts want it; the spread beside it.
    private static void put(ObjectNode root, String name, Measured figure) {
        root.put(name, figure.median());
        root.putArray(name + "_range").add(figure.least()).add(figure.greatest());
    }
}
