package org.acinus.cli.bench.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.acinus.cli.bench.meter.ProcessMeter;
import org.acinus.cli.bench.read.ReadBench.Round;
import org.acinus.cli.bench.read.ReadMode.Origin;
import org.acinus.cli.slide.FastDownsampleOption;
import org.acinus.cli.terminal.CliException;
import org.acinus.cli.terminal.ExitCode;
import org.acinus.cli.terminal.Json;
import org.acinus.tiling.TilePlan;
import org.acinus.tiling.TilingSpec;
import org.acinus.tissue.ClassicalTissueDetector;
import org.acinus.tissue.TissueTiles;
import org.acinus.wsi.ReopeningSlide;
import org.acinus.wsi.Slide;
import org.acinus.wsi.SlideFormats;
import org.acinus.wsi.metadata.PixelSpacing;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `bench read`.
@Command(
        name = "read",
        description = {
            "Measure how fast tiles are read, and compare with libjpeg-turbo decoding the same stored tiles in the",
            "same run. Processor time is that of the whole process; the first of all rounds is not counted."
        },
        footer = {
            "",
            "Examples:",
            "  ./acinus bench read --slide slide.svs --mode unaligned --threads 2 --json",
            "  ./acinus bench read --slide slide.svs --tiles tiles.json --reader openslide --json"
        })
public final class ReadBenchCommand implements Callable<Integer> {
    private static final String LIMIT = "turbojpeg-limit";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--slide", required = true, paramLabel = "SLIDE", description = "The slide to read.")
    @SuppressWarnings("NullAway.Init") // picocli refuses a command line without it
    private Path file;

    @Option(
            names = "--tiles",
            paramLabel = "FILE",
            description = "JSON array of [x0, y0], level-0 pixels (default: the slide's tissue tiles).")
    private Optional<Path> list = Optional.empty();

    @Option(
            names = "--mode",
            defaultValue = "aligned",
            description = "aligned: as listed; unaligned: moved by 100 px both ways; factor2: at twice the spacing.")
    @SuppressWarnings("NullAway.Init") // has a default
    private ReadMode mode;

    @Option(
            names = "--reader",
            defaultValue = LimitSource.READER,
            paramLabel = "R",
            description = "direct, openslide, bioformats, or turbojpeg-limit for the bare decoder alone.")
    @SuppressWarnings("NullAway.Init") // has a default
    private String reader;

    @Option(names = "--size", defaultValue = "256", description = "Tile size in pixels (default: ${DEFAULT-VALUE}).")
    private int tilePixels;

    @Option(names = "--threads", defaultValue = "1", description = "Reading threads (default: ${DEFAULT-VALUE}).")
    private int threads;

    @Option(names = "--rounds", defaultValue = "3", description = "Counted rounds (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--limit-slide",
            paramLabel = "SLIDE",
            description = "Take the limit from another slide's tiles at the same places.")
    private Optional<Path> limitSlide = Optional.empty();

    @Mixin
    private final FastDownsampleOption downsampling = new FastDownsampleOption();

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        if (threads < 1 || rounds < 1 || tilePixels < 1) {
            throw new CliException(ExitCode.USAGE, "--threads, --rounds and --size must be at least 1");
        }
        boolean limitAlone = reader.equals(LIMIT);
        try (Slide slide = ReopeningSlide.open(() -> downsampling
                .view(formats(limitAlone ? LimitSource.READER : reader))
                .open(file))) {
            List<Origin> origins = list.isPresent() ? listed(list.get()) : tissue(slide);
            try (LimitSource source = LimitSource.open(limitSlide.orElse(file), origins)) {
                if (limitAlone && source.limit().isEmpty()) {
                    throw new CliException(ExitCode.MACHINE, "There is no limit to measure: " + source.reason());
                }
                TilePlan plan = mode.plan(slide.metadata(), origins, tilePixels);
                print(
                        limitAlone ? limitAlone(source.limit().orElseThrow()) : compare(slide, plan, source.limit()),
                        source);
            }
        }
        return ExitCode.OK.code();
    }

    private ReadReport compare(Slide slide, TilePlan plan, Optional<DecodingLimit> limit) throws Exception {
        List<Round> reading = new ArrayList<>();
        List<Round> limits = new ArrayList<>();
        try (ReadBench bench = new ReadBench(threads)) {
            for (int round = 0; round <= rounds; round++) {
                Round read = bench.read(slide, plan);
                Optional<Round> bare = limit.isPresent() ? Optional.of(bench.limit(limit.get())) : Optional.empty();
                if (round > 0) {
                    reading.add(read);
                    bare.ifPresent(limits::add);
                }
            }
        }
        return new ReadReport(plan.tiles().size(), reading, limits);
    }

    private ReadReport limitAlone(DecodingLimit limit) throws Exception {
        List<Round> limits = new ArrayList<>();
        try (ReadBench bench = new ReadBench(threads)) {
            for (int round = 0; round <= rounds; round++) {
                Round bare = bench.limit(limit);
                if (round > 0) {
                    limits.add(bare);
                }
            }
        }
        return new ReadReport(limit.tiles(), limits, limits);
    }

    private static SlideFormats formats(String reader) {
        try {
            return SlideFormats.installed().only(reader);
        } catch (IllegalArgumentException unknown) {
            throw new CliException(ExitCode.USAGE, "--reader: " + unknown.getMessage() + ", and " + LIMIT, unknown);
        }
    }

    private static List<Origin> listed(Path file) throws IOException {
        JsonNode array = Json.parse(Files.readAllBytes(file));
        List<Origin> origins = new ArrayList<>();
        for (JsonNode pair : array) {
            if (!pair.isArray()
                    || pair.size() != 2
                    || !pair.get(0).isIntegralNumber()
                    || !pair.get(1).isIntegralNumber()) {
                throw new CliException(ExitCode.INPUT, file + " is no array of [x0, y0]");
            }
            origins.add(new Origin(pair.get(0).asLong(), pair.get(1).asLong()));
        }
        if (origins.isEmpty()) {
            throw new CliException(ExitCode.INPUT, file + " lists no tile");
        }
        return origins;
    }

    /// The tissue tiles of the default plan, on a grid of level-0 pixels.
    private List<Origin> tissue(Slide slide) {
        PixelSpacing spacing = slide.metadata()
                .spacing()
                .known()
                .orElseThrow(() -> new CliException(
                        ExitCode.INPUT,
                        file.getFileName()
                                + " does not say its spacing, by which tissue is found: list tiles with --tiles"));
        TilingSpec tiling = TilingSpec.of(tilePixels, mode.factor() * spacing.meanMicrons());
        List<Origin> origins = TissueTiles.of(slide, tiling, new ClassicalTissueDetector()).plan().tiles().stream()
                .map(tile -> new Origin(tile.x0(), tile.y0()))
                .toList();
        if (origins.isEmpty()) {
            throw new CliException(ExitCode.INPUT, file.getFileName() + " holds no tissue to measure on");
        }
        return origins;
    }

    private void print(ReadReport report, LimitSource source) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            ObjectNode root = Json.object();
            root.put("slide", file.toString());
            root.put("reader", downsampling.asked(Optional.of(reader)).orElse(reader));
            root.put("mode", mode.name().toLowerCase(Locale.ROOT));
            root.put("tile_pixels", tilePixels);
            root.put("threads", threads);
            root.put("rounds", rounds);
            root.put("java", Runtime.version().toString());
            root.setAll(report.toJson());
            out.println(Json.pretty(root));
            return;
        }
        out.printf(
                Locale.ROOT,
                "%s, %s, %,d tiles of %d px, threads: %d%n",
                reader,
                mode.name().toLowerCase(Locale.ROOT),
                report.tiles(),
                tilePixels,
                threads);
        out.printf(Locale.ROOT, "%-28s%,.0f%n", "tiles/s", report.tilesPerSecond());
        out.printf(Locale.ROOT, "%-28s%.4f%n", "CPU ms a tile", report.cpuMillis());
        report.limitCpuMillis()
                .ifPresentOrElse(
                        millis -> out.printf(Locale.ROOT, "%-28s%.4f%n", "bare decoder, CPU ms a tile", millis),
                        () -> out.println("no bare decoder to compare with: " + source.reason()));
        report.ratio()
                .ifPresent(ratio -> out.printf(
                        Locale.ROOT,
                        "%-28s%.3f  (%.3f to %.3f)%n",
                        "ratio",
                        ratio.median(),
                        ratio.least(),
                        ratio.greatest()));
        ProcessMeter.peakBytes().ifPresent(bytes -> out.printf("%-28s%,d MB%n", "peak memory", bytes >> 20));
    }
}
