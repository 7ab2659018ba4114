package org.acinus.cli.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.acinus.cli.terminal.CliException;
import org.acinus.cli.terminal.ExitCode;
import org.acinus.cli.terminal.Json;
import org.acinus.quality.QualityLimits;
import org.acinus.wsi.Slide;
import org.acinus.wsi.SlideFormats;
import org.acinus.wsi.synthetic.SyntheticSlide;
import org.acinus.wsi.synthetic.artefact.ArtefactRequest;
import org.acinus.wsi.write.PixelSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `bench quality`.
@Command(
        name = "quality",
        description = {
            "Measure how many spoilt tiles the artefact checks find and how many good ones they leave out. Artefacts of",
            "every kind are painted onto tissue drawn by a program, or put together from a slide of yours, written as",
            "SVS and checked as in a run; what is painted where is known."
        },
        footer = {
            "",
            "Examples:",
            "  ./acinus bench quality",
            "  ./acinus bench quality --from CMU-1-Small-Region.svs --json",
            "  ./acinus bench quality --from CMU-1-Small-Region.svs --side 50000 --artefact fold --copies 60"
        })
public final class QualityBenchCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--from", paramLabel = "SLIDE", description = "Put the tissue together from this slide.")
    private Optional<Path> from = Optional.empty();

    @Option(names = "--side", defaultValue = "24000", description = "Pixels of a side (default: ${DEFAULT-VALUE}).")
    private int side;

    @Option(
            names = "--artefact",
            defaultValue = "all",
            paramLabel = "KIND",
            description = {
                "Paint only this kind, such as fold or blur:2.0; may be given again (default: ${DEFAULT-VALUE}). With one",
                "kind there is room for many of it."
            })
    private List<String> artefacts = List.of();

    @Option(names = "--copies", defaultValue = "3", description = "Of each artefact (default: ${DEFAULT-VALUE}).")
    private int copies;

    @Option(names = "--seed", defaultValue = "1", description = "Another seed, other places (default: 1).")
    private long seed;

    @Option(names = "--keep", paramLabel = "FILE", description = "Keep the painted slide, or use the one kept.")
    private Optional<Path> keep = Optional.empty();

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        if (side < 4000 || side > 100_000 || copies < 1) {
            throw new CliException(ExitCode.USAGE, "--side is 4000 to 100000 and --copies at least 1");
        }
        Path folder = Files.createTempDirectory("acinus-quality-");
        Path file = keep.orElse(folder.resolve("painted.svs"));
        try {
            QualityBench bench = new QualityBench(picture(), requests(), copies, seed);
            if (!Files.exists(file)) {
                bench.write(file);
            }
            report(bench.check(file, QualityLimits.DEFAULT));
        } finally {
            Files.deleteIfExists(folder.resolve("painted.svs"));
            Files.deleteIfExists(folder);
        }
        return ExitCode.OK.code();
    }

    private List<ArtefactRequest> requests() {
        try {
            return artefacts.stream()
                    .flatMap(text -> ArtefactRequest.parse(text).stream())
                    .distinct()
                    .toList();
        } catch (IllegalArgumentException unknown) {
            throw new CliException(ExitCode.USAGE, "--artefact: " + unknown.getMessage(), unknown);
        }
    }

    private PixelSource picture() {
        if (from.isEmpty()) {
            return SyntheticSlide.tissue(side, side, seed);
        }
        try (Slide slide = SlideFormats.installed().open(from.get())) {
            return SyntheticSlide.mirrored(slide, side, side, seed);
        }
    }

    private void report(QualityBench.Report report) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            ObjectNode root = Json.object();
            root.put("tissue", from.map(Path::toString).orElse("drawn"));
            root.put("clean_tiles", report.cleanTiles());
            root.put("clean_tiles_left_out", report.cleanTilesLeftOut());
            ArrayNode kinds = root.putArray("artefacts");
            for (QualityBench.Line line : report.lines()) {
                kinds.addObject()
                        .put("artefact", line.artefact())
                        .put("tiles", line.tiles())
                        .put("sensitivity", line.sensitivity())
                        .put("left_out_for_any", line.leftOutForAny())
                        .put("false_alarms", line.falseAlarms());
            }
            out.println(Json.pretty(root));
            return;
        }
        out.printf(
                Locale.ROOT,
                "tiles of 256 px at 0.5 µm; clean: %,d, left out of them %.2f %%%n",
                report.cleanTiles(),
                100 * report.cleanTilesLeftOut());
        out.printf("%-24s%8s%14s%14s%14s%n", "artefact", "tiles", "found as it", "left out", "false alarms");
        List<QualityBench.Line> lines = report.lines();
        for (QualityBench.Line line : lines) {
            out.printf(
                    Locale.ROOT,
                    "%-24s%8d%13.1f%%%13.1f%%%13.2f%%%n",
                    line.artefact(),
                    line.tiles(),
                    100 * line.sensitivity(),
                    100 * line.leftOutForAny(),
                    100 * line.falseAlarms());
        }
    }
}
