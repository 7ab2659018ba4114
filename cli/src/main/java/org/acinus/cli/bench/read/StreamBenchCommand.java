package org.acinus.cli.bench.read;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.acinus.cli.bench.meter.Measured;
import org.acinus.cli.bench.meter.ProcessMeter;
import org.acinus.cli.terminal.CliException;
import org.acinus.cli.terminal.ExitCode;
import org.acinus.cli.terminal.Json;
import org.acinus.tiling.TilingSpec;
import org.acinus.wsi.ReopeningSlide;
import org.acinus.wsi.Slide;
import org.acinus.wsi.SlideFormats;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `bench stream`.
@Command(
        name = "stream",
        description = {
            "Measure a slide's way from file to tiles: coarse mask and coordinates, middle level and artefact map, the"
                    + " stream of tiles.",
            "",
            "The process's first mask is given as cold; two more warm up, and the median of the rest counts. Processor"
                    + " time is that of the whole process."
        },
        footer = {
            "",
            "Examples:",
            "  ./acinus synth slide --width 40000 --height 50000 --from CMU-1-Small-Region.svs --out large.svs",
            "  ./acinus bench stream --slide large.svs --json"
        })
public final class StreamBenchCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--slide", required = true, paramLabel = "SLIDE", description = "The slide to read.")
    @SuppressWarnings("NullAway.Init") // picocli refuses a command line without it
    private Path file;

    @Option(names = "--size", defaultValue = "256", description = "Tile size in pixels (default: ${DEFAULT-VALUE}).")
    private int tilePixels;

    @Option(names = "--threads", defaultValue = "2", description = "Decoding threads (default: ${DEFAULT-VALUE}).")
    private int threads;

    @Option(names = "--rounds", defaultValue = "5", description = "Counted rounds (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        if (rounds < 1 || threads < 1) {
            throw new CliException(ExitCode.USAGE, "--rounds and --threads must be at least 1");
        }
        try (Slide slide = ReopeningSlide.open(() -> SlideFormats.installed().open(file))) {
            double microns = slide.metadata()
                    .spacing()
                    .known()
                    .orElseThrow(() -> new CliException(
                            ExitCode.INPUT, file.getFileName() + " does not say its spacing, by which tissue is found"))
                    .meanMicrons();
            StreamBench.Report report =
                    new StreamBench(slide, TilingSpec.of(tilePixels, microns), threads, rounds).run();
            if (report.tiles() == 0) {
                throw new CliException(ExitCode.INPUT, file.getFileName() + " holds no tissue to measure on");
            }
            print(report);
        }
        return ExitCode.OK.code();
    }

    private void print(StreamBench.Report report) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.pretty(describe(report)));
            return;
        }
        out.printf(
                Locale.ROOT,
                "%s, %,d tissue tiles of %d px, %,d of them spoilt, threads: %d%n",
                file.getFileName(),
                report.tiles(),
                tilePixels,
                report.tilesLeftOut(),
                threads);
        line(out, "coarse mask, s", report.coarse().seconds());
        out.printf(Locale.ROOT, "%-34s%.3f%n", "  cold", report.coarse().coldSeconds());
        line(out, "with the middle level, s", report.middle().seconds());
        out.printf(Locale.ROOT, "%-34s%.3f%n", "  cold", report.middle().coldSeconds());
        line(out, "reading, CPU ms a tile", report.cpuMillis(report.read()));
        line(out, "streaming, CPU ms a tile", report.cpuMillis(report.all()));
        line(out, "with checks, CPU ms a tile", report.cpuMillis(report.checked()));
        line(out, "Macenko stain, CPU ms a tile more", report.stainCpuMillis());
        line(out, "with checks over reading", report.cpuRatio(report.checked(), report.read()));
        line(out, "streaming, tiles/s", report.tilesPerSecond(report.all()));
        line(out, "with checks, tiles/s", report.tilesPerSecond(report.checked()));
        line(out, "all threads over one", report.speedUp());
        out.printf(
                Locale.ROOT,
                "%-34s%.2f, %.2f, %.2f%n",
                "share of decoding, masks, queue",
                report.decodeShare(),
                report.maskShare(),
                report.queueShare());
        ProcessMeter.peakBytes().ifPresent(bytes -> out.printf("%-34s%,d MB%n", "peak memory", bytes >> 20));
    }

    private static void line(PrintWriter out, String name, Measured figure) {
        out.printf(
                Locale.ROOT, "%-34s%.3f  (%.3f to %.3f)%n", name, figure.median(), figure.least(), figure.greatest());
    }

    private ObjectNode describe(StreamBench.Report report) {
        ObjectNode root = Json.object();
        root.put("slide", file.toString());
        root.put("tile_pixels", tilePixels);
        root.put("threads", threads);
        root.put("rounds", rounds);
        root.put("processors", Runtime.getRuntime().availableProcessors());
        root.put("java", Runtime.version().toString());
        root.put("tiles", report.tiles());
        root.put("tiles_left_out", report.tilesLeftOut());
        root.put("coarse_mask_cold_seconds", report.coarse().coldSeconds());
        put(root, "coarse_mask_seconds", report.coarse().seconds());
        root.put("middle_level_cold_seconds", report.middle().coldSeconds());
        put(root, "middle_level_seconds", report.middle().seconds());
        put(root, "middle_level_cpu_seconds", report.middle().cpuSeconds());
        put(root, "read_cpu_ms_per_tile", report.cpuMillis(report.read()));
        put(root, "stream_cpu_ms_per_tile", report.cpuMillis(report.all()));
        put(root, "checked_cpu_ms_per_tile", report.cpuMillis(report.checked()));
        put(root, "stain_macenko_cpu_ms_per_tile", report.stainCpuMillis());
        put(root, "checked_over_read", report.cpuRatio(report.checked(), report.read()));
        put(root, "stream_over_read", report.cpuRatio(report.all(), report.read()));
        put(root, "stream_tiles_per_second", report.tilesPerSecond(report.all()));
        put(root, "checked_tiles_per_second", report.tilesPerSecond(report.checked()));
        put(root, "threads_over_one", report.speedUp());
        root.put("share_decode", report.decodeShare());
        root.put("share_mask", report.maskShare());
        root.put("share_queue", report.queueShare());
        ProcessMeter.peakBytes().ifPresent(bytes -> root.put("peak_rss_mb", bytes >> 20));
        return root;
    }

    private static void put(ObjectNode root, String name, Measured figure) {
        figure.into(root.putObject(name));
    }
}
