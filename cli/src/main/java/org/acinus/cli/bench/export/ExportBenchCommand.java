package org.acinus.cli.bench.export;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.acinus.cli.bench.meter.Measured;
import org.acinus.cli.bench.meter.TemporaryFolders;
import org.acinus.cli.model.DeviceOption;
import org.acinus.cli.model.PackOptions;
import org.acinus.cli.terminal.CacheFolder;
import org.acinus.cli.terminal.CliException;
import org.acinus.cli.terminal.ExitCode;
import org.acinus.cli.terminal.Json;
import org.acinus.mil.djl.ExtractorSettings;
import org.acinus.mil.pack.ModelPack;
import org.acinus.mil.pack.store.PackStore;
import org.acinus.pipeline.model.SlideModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `bench export`: how long a worker takes for everything after the features.
@Command(
        name = "export",
        description = {
            "Measure what a worker does after the features.",
            "",
            "Patterns of the tiles, heatmap, files, report and database, on one slide with tiles on a grid, after two"
                    + " rounds to warm up. The database is a server of its own, which is deleted afterwards. Then what"
                    + " --no-report leaves out, longer in all: the report as PDF and, with --pack, the montage of class"
                    + " activation maps and similar tiles of known slides. Seconds: least, median and greatest of the"
                    + " rounds."
        },
        footer = {
            "",
            "Examples:",
            "  ./acinus bench export slide.svs --tiles 7000 --json",
            "  ./acinus bench export slide.svs --tiles 7000 --pack demo-head --known 20"
        })
public final class ExportBenchCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(paramLabel = "SLIDE", description = "The slide that is drawn.")
    @SuppressWarnings("NullAway.Init") // picocli refuses a command line without it
    private Path slide;

    @Option(names = "--tiles", defaultValue = "7000", description = "Tiles on it (default: ${DEFAULT-VALUE}).")
    private int tiles;

    @Option(names = "--rounds", defaultValue = "5", description = "Counted rounds (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--pack",
            paramLabel = "PACK",
            description = "Also time the montage and similar tiles, with this head or tile classifier.")
    private Optional<String> pack = Optional.empty();

    @Option(
            names = "--known",
            defaultValue = "20",
            description = {
                "With --pack: known slides of --tiles tiles each, drawn into the temporary folder (default:",
                "${DEFAULT-VALUE})."
            })
    private int known;

    @Mixin
    private final PackOptions packs = new PackOptions();

    @Mixin
    private final DeviceOption device = new DeviceOption();

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (tiles < 1 || rounds < 1 || known < 2) {
            throw new CliException(ExitCode.USAGE, "--tiles and --rounds must be at least 1, --known at least 2");
        }
        Path workspace = Files.createTempDirectory("acinus-bench-export-");
        try {
            Map<String, List<Double>> seconds = measure(workspace);
            long heap = Runtime.getRuntime().maxMemory() >> 20;
            if (json) {
                spec.commandLine().getOut().println(Json.pretty(describe(seconds, heap)));
            } else {
                spec.commandLine().getOut().printf("%d tiles, heap of %d MiB%n", tiles, heap);
                seconds.forEach(this::print);
            }
        } finally {
            TemporaryFolders.delete(workspace);
        }
        return ExitCode.OK.code();
    }

    private Map<String, List<Double>> measure(Path workspace) throws IOException, InterruptedException {
        if (pack.isEmpty()) {
            return new ExportBench(slide, tiles, rounds, Optional.empty()).run(workspace);
        }
        PackStore store = packs.store(Optional.empty());
        ModelPack asked = store.find(pack.get());
        ExtractorSettings settings = device.settings(Runtime.getRuntime().availableProcessors());
        SlideModel model = SlideModel.open(asked, store.encoderFor(asked), settings, CacheFolder.path());
        try (ExplanationBench explanations = new ExplanationBench(model, known)) {
            return new ExportBench(slide, tiles, rounds, Optional.of(explanations)).run(workspace);
        }
    }

    private ObjectNode describe(Map<String, List<Double>> seconds, long heap) {
        ObjectNode root = Json.object()
                .put("tiles", tiles)
                .put("rounds", rounds)
                .put("heap_mib", heap)
                .put("processors", Runtime.getRuntime().availableProcessors());
        pack.ifPresent(name -> root.put("pack", name).put("known_slides", known));
        seconds.forEach((step, times) -> Measured.of(times).into(root.putObject(step + "_seconds")));
        return root;
    }

    private void print(String step, List<Double> times) {
        spec.commandLine()
                .getOut()
                .printf("%-10s %s%n", step, Measured.of(times).seconds());
    }
}
