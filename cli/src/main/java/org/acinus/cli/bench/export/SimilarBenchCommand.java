package org.acinus.cli.bench.export;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.acinus.cli.bench.meter.Measured;
import org.acinus.cli.bench.meter.TemporaryFolders;
import org.acinus.cli.terminal.CliException;
import org.acinus.cli.terminal.ExitCode;
import org.acinus.cli.terminal.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `bench similar`: how long it takes to find similar tiles.
@Command(
        name = "similar",
        description = {
            "Measure how long the tiles of known slides take to be compared with a slide's loudest ones.",
            "",
            "The bags are drawn into the temporary folder first, 4 bytes a number, and deleted afterwards; the operating"
                    + " system then has them in memory as far as it has room. Seconds: least, median and greatest of the"
                    + " rounds."
        },
        footer = {"", "Example:", "  ./acinus bench similar --slides 20 --tiles 7000 --json"})
public final class SimilarBenchCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--slides", defaultValue = "20", description = "Known slides (default: ${DEFAULT-VALUE}).")
    private int slides;

    @Option(names = "--tiles", defaultValue = "7000", description = "Tiles of each (default: ${DEFAULT-VALUE}).")
    private int tiles;

    @Option(
            names = "--dimension",
            defaultValue = "1280",
            description = "Length of an embedding (default: ${DEFAULT-VALUE}).")
    private int dimension;

    @Option(names = "--queries", defaultValue = "6", description = "Tiles looked for (default: ${DEFAULT-VALUE}).")
    private int queries;

    @Option(names = "--rounds", defaultValue = "5", description = "Counted rounds (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        if (slides < 2 || Math.min(tiles, Math.min(dimension, Math.min(queries, rounds))) < 1) {
            throw new CliException(ExitCode.USAGE, "--slides must be at least 2, and the other numbers at least 1");
        }
        Path folder = Files.createTempDirectory("acinus-bench-similar-");
        try {
            Map<String, List<Double>> seconds = new SimilarBench(slides, tiles, dimension, queries, rounds).run(folder);
            double compared = (double) slides * tiles * queries;
            if (json) {
                ObjectNode root = Json.object()
                        .put("slides", slides)
                        .put("tiles", tiles)
                        .put("dimension", dimension)
                        .put("queries", queries)
                        .put("rounds", rounds);
                seconds.forEach((step, times) -> Measured.of(times).into(root.putObject(step + "_seconds")));
                root.put(
                        "pairs_per_second",
                        compared
                                / Measured.of(seconds.getOrDefault("search", List.of()))
                                        .median());
                spec.commandLine().getOut().println(Json.pretty(root));
            } else {
                seconds.forEach((step, times) -> spec.commandLine()
                        .getOut()
                        .printf("%-7s %s%n", step, Measured.of(times).seconds()));
            }
        } finally {
            TemporaryFolders.delete(folder);
        }
        return ExitCode.OK.code();
    }
}
