package org.acinus.cli.experiment;

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
import org.acinus.mil.djl.fit.DjlHeadTrainer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `bench experiments`.
@Command(
        name = "experiments",
        description = {
            "Measure what each option of train is good for, on cohorts of feature bags drawn by formula so as to need it:",
            "the figure without and with the option, on bags of other patients, over several seeds. Minutes in all."
        },
        footer = {
            "",
            "Examples:",
            "  ./acinus bench experiments",
            "  ./acinus bench experiments label-cleaning pseudo-labels --seeds 10 --json"
        })
public final class ExperimentsCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(arity = "0..*", paramLabel = "NAME", description = "Only these (default: all).")
    private List<String> names = new ArrayList<>();

    @Option(names = "--seeds", defaultValue = "5", description = "Cohorts for each (default: ${DEFAULT-VALUE}).")
    private int seeds;

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Override
    public Integer call() {
        if (seeds < 1) {
            throw new CliException(ExitCode.USAGE, "--seeds must be at least 1");
        }
        List<Experiment> wanted = wanted();
        DjlHeadTrainer trainer = new DjlHeadTrainer();
        List<Experiment.Result> results = new ArrayList<>();
        PrintWriter err = spec.commandLine().getErr();
        for (Experiment experiment : wanted) {
            Experiment.Result result = experiment.run(new Fits(trainer), seeds);
            results.add(result);
            err.println("acinus: " + line(result));
            err.flush();
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.pretty(document(results, trainer.engine())));
        } else {
            out.println(table(results));
        }
        return ExitCode.OK.code();
    }

    private List<Experiment> wanted() {
        List<Experiment> all = Experiments.all();
        List<String> known = all.stream().map(Experiment::name).toList();
        for (String name : names) {
            if (!known.contains(name)) {
                throw new CliException(
                        ExitCode.USAGE, "There is no experiment '" + name + "'; choose of " + String.join(", ", known));
            }
        }
        return names.isEmpty()
                ? all
                : all.stream()
                        .filter(experiment -> names.contains(experiment.name()))
                        .toList();
    }

    private static String line(Experiment.Result result) {
        return String.format(
                Locale.ROOT,
                "%s: %s %.3f without, %.3f with, better on %d of %d seeds",
                result.experiment().name(),
                result.experiment().figure(),
                result.without(),
                result.with(),
                result.better(),
                result.pairs().size());
    }

    /// A Markdown table.
    private static String table(List<Experiment.Result> results) {
        StringBuilder text = new StringBuilder();
        text.append("| option | cohort | figure | without | with | difference (sd) | better on |\n");
        text.append("|---|---|---|---|---|---|---|\n");
        for (Experiment.Result result : results) {
            Experiment experiment = result.experiment();
            text.append(String.format(
                    Locale.ROOT,
                    "| `%s` | %s | %s | %.3f | %.3f | %+.3f (%.3f) | %d of %d |%n",
                    experiment.option(),
                    experiment.cohort(),
                    experiment.figure(),
                    result.without(),
                    result.with(),
                    result.with() - result.without(),
                    result.spread(),
                    result.better(),
                    result.pairs().size()));
        }
        return text.toString().stripTrailing();
    }

    private ObjectNode document(List<Experiment.Result> results, String engine) {
        ObjectNode document = Json.object();
        document.put("engine", engine).put("seeds", seeds);
        ArrayNode entries = document.putArray("experiments");
        for (Experiment.Result result : results) {
            Experiment experiment = result.experiment();
            ObjectNode entry = entries.addObject()
                    .put("name", experiment.name())
                    .put("option", experiment.option())
                    .put("cohort", experiment.cohort())
                    .put("figure", experiment.figure())
                    .put("less_is_better", experiment.lessIsBetter())
                    .put("without", result.without())
                    .put("with", result.with())
                    .put("gain", result.gain())
                    .put("difference_sd", result.spread())
                    .put("better", result.better());
            ArrayNode pairs = entry.putArray("pairs");
            result.pairs().forEach(pair -> pairs.addArray().add(pair.without()).add(pair.with()));
        }
        return document;
    }
}
