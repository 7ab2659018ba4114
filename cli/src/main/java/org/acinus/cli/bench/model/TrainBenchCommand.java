package org.acinus.cli.bench.model;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.acinus.cli.bench.meter.ProcessMeter;
import org.acinus.cli.terminal.CliException;
import org.acinus.cli.terminal.ExitCode;
import org.acinus.cli.terminal.Json;
import org.acinus.mil.djl.fit.DjlHeadTrainer;
import org.acinus.mil.djl.net.MilArchitectures;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `bench train`.
@Command(
        name = "train",
        description = {
            "Time the training of a head, a step a bag, and its inference, on bags drawn by formula; with one thread and",
            "with one a processor, in turns. Given as least, median and greatest of the rounds, by the clock and by",
            "processor time, and the memory after a tenth of the steps, half and all. What the JVM takes for its heap grows",
            "by itself: fix it to see the rest."
        },
        footer = {
            "",
            "Examples:",
            "  ./acinus bench train --json",
            "  ./acinus bench train --model transmil --rounds 3 --steps 200",
            "  ACINUS_JAVA_OPTS='-Xms128m -Xmx128m' ./acinus bench train --threads 1 --rounds 1 --steps 10000"
        })
public final class TrainBenchCommand implements Callable<Integer> {
    private static final int LEAST_STEPS = 2 * TrainBench.BAGS;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--model", defaultValue = "abmil", description = "Architecture (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // has a default
    private String model;

    @Option(names = "--instances", defaultValue = "1000", description = "Of a bag (default: ${DEFAULT-VALUE}).")
    private int instances;

    @Option(names = "--dimension", defaultValue = "512", description = "Of a feature (default: ${DEFAULT-VALUE}).")
    private int dimension;

    @Option(names = "--hidden", defaultValue = "256", description = "As for train (default: ${DEFAULT-VALUE}).")
    private int hidden;

    @Option(names = "--attention", defaultValue = "128", description = "As for train (default: ${DEFAULT-VALUE}).")
    private int attention;

    @Option(
            names = "--threads",
            split = ",",
            paramLabel = "N",
            description = "Of the engine (default: 1 and one a processor, in turns).")
    private List<Integer> threads = List.of(1, Runtime.getRuntime().availableProcessors());

    @Option(names = "--rounds", defaultValue = "5", description = "Rounds (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--steps", defaultValue = "1000", description = "Steps of a round (default: ${DEFAULT-VALUE}).")
    private int steps;

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        if (rounds < 1
                || steps < LEAST_STEPS
                || Math.min(Math.min(instances, dimension), Math.min(hidden, attention)) < 1
                || threads.stream().anyMatch(count -> count < 1)) {
            throw new CliException(
                    ExitCode.USAGE,
                    "--steps must be at least " + LEAST_STEPS + ", rounds, threads and sizes at least 1");
        }
        if (!MilArchitectures.names().contains(model)) {
            throw new CliException(
                    ExitCode.USAGE,
                    "--model is one of " + String.join(", ", MilArchitectures.names()) + ", not '" + model + "'");
        }
        TrainBench.Load load = new TrainBench.Load(model, instances, dimension, hidden, attention);
        TrainBench.Report report = new TrainBench(load).run(threads, rounds, steps);
        if (json) {
            spec.commandLine().getOut().println(Json.pretty(describe(report)));
        } else {
            print(report);
        }
        return ExitCode.OK.code();
    }

    private void print(TrainBench.Report report) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                "%s, hidden %d, attention %d, bags of %d x %d, %,d steps in all%n",
                model, hidden, attention, instances, dimension, report.steps());
        report.speeds().forEach((threads, speed) -> {
            String with = threads == 1 ? "1 thread" : threads + " threads";
            print(out, "training, " + with, speed.training());
            print(out, "inference, " + with, speed.inference());
        });
        for (TrainBench.Held held : report.held()) {
            out.printf(
                    Locale.ROOT,
                    "memory held            %,d MB after %.0f %% of the steps, %,d MB of it the JVM's heap%n",
                    held.residentBytes() >> 20,
                    100 * held.share(),
                    held.heapBytes() >> 20);
        }
    }

    private static void print(PrintWriter out, String name, TrainBench.Rate rate) {
        out.printf(
                Locale.ROOT,
                "%-22s %.0f bags/s (%.0f to %.0f), %.0f bags per second of processor time%n",
                name,
                rate.perSecond().median(),
                rate.perSecond().least(),
                rate.perSecond().greatest(),
                rate.perCpuSecond().median());
    }

    private ObjectNode describe(TrainBench.Report report) {
        ObjectNode document = Json.object();
        document.put("model", model).put("engine", new DjlHeadTrainer().engine());
        document.put("instances", instances).put("dimension", dimension);
        document.put("hidden", hidden).put("attention", attention);
        document.put("rounds", rounds).put("steps", report.steps());
        document.put("processors", Runtime.getRuntime().availableProcessors());
        document.put("java", Runtime.version().toString());
        ArrayNode counts = document.putArray("threads");
        report.speeds().forEach((count, speed) -> {
            ObjectNode node = counts.addObject().put("threads", count);
            put(node.putObject("training"), speed.training());
            put(node.putObject("inference"), speed.inference());
        });
        ArrayNode memory = document.putArray("memory");
        report.held()
                .forEach(held -> memory.addObject()
                        .put("share_of_steps", held.share())
                        .put("resident_bytes", held.residentBytes())
                        .put("heap_bytes", held.heapBytes()));
        ProcessMeter.peakBytes().ifPresent(bytes -> document.put("peak_bytes", bytes));
        return document;
    }

    private static void put(ObjectNode node, TrainBench.Rate rate) {
        rate.perSecond().into(node.putObject("bags_per_second"));
        rate.perCpuSecond().into(node.putObject("bags_per_cpu_second"));
    }
}
