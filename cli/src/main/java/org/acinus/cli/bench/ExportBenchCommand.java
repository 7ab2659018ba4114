package org.acinus.cli.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.acinus.cli.terminal.CliException;
import org.acinus.cli.terminal.ExitCode;
import org.acinus.cli.terminal.Json;
import picocli.CommandLine.Command;
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
                    + " rounds to warm up. The database is a server of its own, which is deleted afterwards. Seconds:"
                    + " least, median and greatest of the rounds."
        },
        footer = {"", "Example:", "  ./acinus bench export slide.svs --tiles 7000 --json"})
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

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        if (tiles < 1 || rounds < 1) {
            throw new CliException(ExitCode.USAGE, "--tiles and --rounds must be at least 1");
        }
        Path workspace = Files.createTempDirectory("acinus-bench-export-");
        try {
            Map<String, List<Double>> seconds = new ExportBench(slide, tiles, rounds).run(workspace);
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

    private ObjectNode describe(Map<String, List<Double>> seconds, long heap) {
        ObjectNode root = Json.object()
                .put("tiles", tiles)
                .put("rounds", rounds)
                .put("heap_mib", heap)
                .put("processors", Runtime.getRuntime().availableProcessors());
        seconds.forEach((step, times) -> Measured.of(times).into(root.putObject(step + "_seconds")));
        return root;
    }

    private void print(String step, List<Double> times) {
        spec.commandLine()
                .getOut()
                .printf("%-10s %s%n", step, Measured.of(times).seconds());
    }
}
