package org.acinus.cli.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.acinus.cli.experiment.ExperimentsCommand;
import org.acinus.cli.model.DeviceOption;
import org.acinus.cli.model.PackOptions;
import org.acinus.cli.slide.SlideArgument;
import org.acinus.cli.terminal.CacheFolder;
import org.acinus.cli.terminal.CliException;
import org.acinus.cli.terminal.ExitCode;
import org.acinus.cli.terminal.Json;
import org.acinus.mil.FeatureExtractor;
import org.acinus.mil.djl.GoldenCheck;
import org.acinus.mil.pack.EncoderSpec;
import org.acinus.mil.pack.ModelPack;
import org.acinus.tiling.TilePlan;
import org.acinus.tiling.TilingSpec;
import org.acinus.tissue.ClassicalTissueDetector;
import org.acinus.tissue.TissueTiles;
import org.acinus.wsi.ReopeningSlide;
import org.acinus.wsi.Slide;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `bench`: measurements on the user's own machine and slides.
@Command(
        name = "bench",
        description = "Measure on this machine and on your own slides.",
        subcommands = {
            ReadBenchCommand.class,
            BenchCommand.Pipeline.class,
            DbBenchCommand.class,
            WatchBenchCommand.class,
            EvaluateBenchCommand.class,
            TrainBenchCommand.class,
            ExperimentsCommand.class
        })
public final class BenchCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "Say what to measure: one of "
                        + String.join(", ", spec.subcommands().keySet()));
    }

    /// `bench pipeline`.
    @Command(
            name = "pipeline",
            description = {
                "Compare reading and embedding together, as a run does them, with embedding alone on the same tiles.",
                "Rounds take turns; each figure is given as least, median and greatest."
            },
            footer = {"", "Example:", "  ./acinus bench pipeline slide.svs --pack lite0 --rounds 5 --json"})
    static final class Pipeline implements Callable<Integer> {
        @Spec
        @SuppressWarnings("NullAway.Init") // picocli sets it
        private CommandSpec spec;

        @Mixin
        private final SlideArgument slide = new SlideArgument();

        @Option(
                names = "--pack",
                defaultValue = "lite0",
                description = "Encoder to measure (default: ${DEFAULT-VALUE}).")
        @SuppressWarnings("NullAway.Init") // has a default
        private String pack;

        @Mixin
        private final PackOptions packs = new PackOptions();

        @Mixin
        private final DeviceOption device = new DeviceOption();

        @Option(names = "--rounds", defaultValue = "5", description = "Counted rounds (default: ${DEFAULT-VALUE}).")
        private int rounds;

        @Option(
                names = "--most-tiles",
                defaultValue = "2000",
                description = "Tiles held decoded in memory at most (default: ${DEFAULT-VALUE}).")
        private int mostTiles;

        @Option(names = "--json", description = "Print one JSON document.")
        private boolean json;

        @Override
        public Integer call() throws Exception {
            if (rounds < 1 || mostTiles < 1) {
                throw new CliException(ExitCode.USAGE, "--rounds and --most-tiles must be at least 1");
            }
            ModelPack encoder = packs.store(Optional.empty()).find(pack);
            EncoderSpec wanted = encoder.encoder();
            int threads = Runtime.getRuntime().availableProcessors();
            try (Slide opened = ReopeningSlide.open(slide::open);
                    FeatureExtractor extractor =
                            new GoldenCheck(CacheFolder.path()).open(encoder, device.find(), threads)) {
                TilingSpec tiling = TilingSpec.of(wanted.inputPixels(), wanted.spacingMicrons());
                TilePlan whole = TissueTiles.of(opened, tiling, new ClassicalTissueDetector())
                        .plan();
                if (whole.tiles().isEmpty()) {
                    throw new CliException(
                            ExitCode.INPUT, slide.file().getFileName() + " holds no tissue to measure on");
                }
                TilePlan plan = new TilePlan(
                        whole.grid(),
                        whole.tiles()
                                .subList(0, Math.min(mostTiles, whole.tiles().size())));
                report(new PipelineBench(opened, plan, extractor).run(rounds), encoder, extractor.device());
            }
            return ExitCode.OK.code();
        }

        private void report(PipelineBench.Report report, ModelPack encoder, String usedDevice) {
            PrintWriter out = spec.commandLine().getOut();
            if (json) {
                out.println(Json.pretty(describe(report, encoder, usedDevice)));
                return;
            }
            out.printf("%s on %s, %,d tiles, %d rounds%n", encoder, usedDevice, report.tiles(), rounds);
            print(out, "reading alone, tiles/s", report.readTilesPerSecond());
            print(out, "embedding alone, tiles/s", report.embedTilesPerSecond());
            print(out, "both as in a run, tiles/s", report.runTilesPerSecond());
            print(out, "reading, CPU ms a tile", report.readCpuMillis());
            print(out, "embedding, CPU ms a tile", report.embedCpuMillis());
            print(out, "both, CPU ms a tile", report.runCpuMillis());
            print(out, "both over embedding", report.efficiency());
            out.printf(
                    Locale.ROOT,
                    "%-28s%.3f (reached: %.3f of it)%n",
                    "bound of shared cores",
                    report.bound(),
                    report.efficiency().median() / report.bound());
            report.peakBytes().ifPresent(bytes -> out.printf("%-28s%,d MB%n", "peak memory", bytes >> 20));
        }

        private static void print(PrintWriter out, String name, Measured figure) {
            out.printf(
                    Locale.ROOT,
                    "%-28s%.3f  (%.3f to %.3f)%n",
                    name,
                    figure.median(),
                    figure.least(),
                    figure.greatest());
        }

        private ObjectNode describe(PipelineBench.Report report, ModelPack encoder, String usedDevice) {
            ObjectNode root = Json.object();
            root.put("slide", slide.file().toString());
            root.put("pack", encoder.manifest().name());
            root.put("pack_version", encoder.manifest().version());
            root.put("device", usedDevice);
            root.put("processors", Runtime.getRuntime().availableProcessors());
            root.put("java", Runtime.version().toString());
            root.put("tiles", report.tiles());
            root.put("rounds", rounds);
            List.of(
                            new Figure("read_tiles_per_second", report.readTilesPerSecond()),
                            new Figure("embed_tiles_per_second", report.embedTilesPerSecond()),
                            new Figure("run_tiles_per_second", report.runTilesPerSecond()),
                            new Figure("read_cpu_ms_per_tile", report.readCpuMillis()),
                            new Figure("embed_cpu_ms_per_tile", report.embedCpuMillis()),
                            new Figure("run_cpu_ms_per_tile", report.runCpuMillis()),
                            new Figure("efficiency", report.efficiency()))
                    .forEach(figure -> root.putObject(figure.name())
                            .put("least", figure.measured().least())
                            .put("median", figure.measured().median())
                            .put("greatest", figure.measured().greatest()));
            root.put("bound", report.bound());
            root.put("efficiency_over_bound", report.efficiency().median() / report.bound());
            report.peakBytes().ifPresent(bytes -> root.put("peak_bytes", bytes));
            return root;
        }

        private record Figure(String name, Measured measured) {}
    }
}
