package org.acinus.cli.bench.model;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.acinus.cli.terminal.CliException;
import org.acinus.cli.terminal.ExitCode;
import org.acinus.cli.terminal.Json;
import org.acinus.mil.HeadShape;
import org.acinus.mil.djl.net.MilArchitectures;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `bench bag`.
@Command(
        name = "bag",
        description = {
            "Ask heads of each architecture about one huge bag, read a part at a time as 'run' does and then at once:",
            "time, the memory that the process comes to, and how far the answers are apart."
        },
        footer = {
            "",
            "Examples:",
            "  ACINUS_JAVA_OPTS=-Xmx256m ./acinus bench bag",
            "  ./acinus bench bag abmil clam-mb --instances 1000000 --json"
        })
public final class BagBenchCommand implements Callable<Integer> {
    private static final int CLASSES = 2;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(arity = "0..*", paramLabel = "MODEL", description = "Only these architectures (default: all).")
    private List<String> models = new ArrayList<>();

    @Option(names = "--instances", defaultValue = "200000", description = "Of the bag (default: ${DEFAULT-VALUE}).")
    private int instances;

    @Option(names = "--dimension", defaultValue = "512", description = "Of a feature (default: ${DEFAULT-VALUE}).")
    private int dimension;

    @Option(names = "--hidden", defaultValue = "128", description = "As for train (default: ${DEFAULT-VALUE}).")
    private int hidden;

    @Option(names = "--attention", defaultValue = "64", description = "As for train (default: ${DEFAULT-VALUE}).")
    private int attention;

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Override
    public Integer call() {
        if (Math.min(Math.min(instances, dimension), Math.min(hidden, attention)) < 1) {
            throw new CliException(ExitCode.USAGE, "--instances and sizes must be at least 1");
        }
        for (String model : models) {
            if (!MilArchitectures.names().contains(model)) {
                throw new CliException(
                        ExitCode.USAGE,
                        "A model is one of " + String.join(", ", MilArchitectures.names()) + ", not '" + model + "'");
            }
        }
        HeadShape shape = new HeadShape(dimension, CLASSES, hidden, attention);
        List<BagBench.Result> results =
                new BagBench(instances, shape).run(models.isEmpty() ? List.copyOf(MilArchitectures.names()) : models);
        if (json) {
            spec.commandLine().getOut().println(Json.pretty(document(results)));
        } else {
            print(results);
        }
        return ExitCode.OK.code();
    }

    private void print(List<BagBench.Result> results) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                Locale.ROOT, "one bag of %,d x %d, hidden %d, attention %d%n", instances, dimension, hidden, attention);
        for (BagBench.Result result : results) {
            out.printf(
                    Locale.ROOT,
                    "%-15s %5.1f s%s in parts of %,d; %5.1f s%s at once; answers differ by %.1e, attention by %.1e of the"
                            + " greatest%n",
                    result.architecture(),
                    result.parts().seconds(),
                    megabytes(result.parts()),
                    result.partRows(),
                    result.whole().seconds(),
                    megabytes(result.whole()),
                    result.probabilityDifference(),
                    result.attentionDifference());
        }
    }

    private static String megabytes(BagBench.Reading reading) {
        return reading.peakBytes().isEmpty()
                ? ""
                : String.format(Locale.ROOT, ", %,d MB", reading.peakBytes().getAsLong() >> 20);
    }

    private ObjectNode document(List<BagBench.Result> results) {
        ObjectNode document = Json.object();
        document.put("instances", instances).put("dimension", dimension);
        document.put("hidden", hidden).put("attention", attention);
        ArrayNode entries = document.putArray("models");
        for (BagBench.Result result : results) {
            ObjectNode entry = entries.addObject()
                    .put("model", result.architecture())
                    .put("part_rows", result.partRows())
                    .put("probability_difference", result.probabilityDifference())
                    .put("attention_difference", result.attentionDifference());
            put(entry.putObject("parts"), result.parts());
            put(entry.putObject("whole"), result.whole());
        }
        return document;
    }

    private static void put(ObjectNode node, BagBench.Reading reading) {
        node.put("seconds", reading.seconds());
        reading.peakBytes().ifPresent(bytes -> node.put("peak_bytes", bytes));
    }
}
