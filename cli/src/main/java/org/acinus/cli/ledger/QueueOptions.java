package org.acinus.cli.ledger;

import java.time.Duration;
import java.util.List;
import org.acinus.cli.terminal.CliException;
import org.acinus.cli.terminal.ExitCode;
import org.acinus.pipeline.QueueSettings;
import picocli.CommandLine.Option;

/// How patient the queue is with slides and workers.
public final class QueueOptions {
    @Option(
            names = "--lease",
            paramLabel = "SECONDS",
            defaultValue = "120",
            description = "How long a silent worker keeps its slide (default: ${DEFAULT-VALUE}).")
    private double leaseSeconds;

    @Option(
            names = "--tries",
            paramLabel = "N",
            defaultValue = "3",
            description = "Failed tries until a slide is quarantined (default: ${DEFAULT-VALUE}).")
    private int tries;

    @Option(
            names = "--back-off",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "Wait after the first failed try; doubles each time (default: ${DEFAULT-VALUE}).")
    private double backOffSeconds;

    /// What was asked for.
    ///
    /// @throws CliException where no queue works like that
    public QueueSettings settings() {
        try {
            return new QueueSettings(seconds(leaseSeconds), tries, seconds(backOffSeconds));
        } catch (IllegalArgumentException senseless) {
            throw new CliException(ExitCode.USAGE, String.valueOf(senseless.getMessage()), senseless);
        }
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1000));
    }

    /// The same options for a worker's command line.
    public List<String> arguments() {
        return List.of(
                "--lease",
                Double.toString(leaseSeconds),
                "--tries",
                Integer.toString(tries),
                "--back-off",
                Double.toString(backOffSeconds));
    }
}
