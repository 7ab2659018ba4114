package org.acinus.cli.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.acinus.cli.bench.meter.Measured;
import org.acinus.cli.terminal.CliException;
import org.acinus.cli.terminal.ExitCode;
import org.acinus.cli.terminal.Json;
import org.acinus.mil.evaluate.statistic.Bootstrap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `bench evaluate`.
@Command(
        name = "evaluate",
        description = {
            "Time the interval of quadratic kappa: 2,000 resamples of 10,616 cases, as many as PANDA's training set has.",
            "Given as least, median and greatest of the rounds."
        },
        footer = {"", "Example:", "  ./acinus bench evaluate --rounds 5 --json"})
public final class EvaluateBenchCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--rounds", defaultValue = "5", description = "Counted rounds (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Override
    public Integer call() {
        if (rounds < 1) {
            throw new CliException(ExitCode.USAGE, "--rounds must be at least 1");
        }
        Measured seconds = KappaBench.seconds(rounds);
        int processors = Runtime.getRuntime().availableProcessors();
        if (json) {
            ObjectNode document = Json.object();
            document.put("cases", KappaBench.CASES).put("resamples", Bootstrap.RESAMPLES);
            document.put("processors", processors).put("qwk_bootstrap_seconds", seconds.median());
            document.put("qwk_bootstrap_seconds_least", seconds.least());
            document.put("qwk_bootstrap_seconds_greatest", seconds.greatest());
            spec.commandLine().getOut().println(Json.pretty(document));
        } else {
            spec.commandLine()
                    .getOut()
                    .printf(
                            Locale.ROOT,
                            "interval of kappa  %.3f s (%.3f to %.3f), %d cases, %d resamples, %d processors%n",
                            seconds.median(),
                            seconds.least(),
                            seconds.greatest(),
                            KappaBench.CASES,
                            Bootstrap.RESAMPLES,
                            processors);
        }
        return ExitCode.OK.code();
    }
}
