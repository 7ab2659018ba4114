package org.acinus.cli.ledger;

import java.time.Duration;
import java.util.List;
import org.acinus.cli.terminal.CliException;
import org.acinus.cli.terminal.ExitCode;
import org.acinus.cli.terminal.Seconds;
import org.acinus.pipeline.QueueSettings;
import picocli.CommandLine.Option;

/// How patient the queue is with slides and workers.
public final class QueueOptions {
    @Option(
            names = "--lease",
            paramLabel = "TIME",
            defaultValue = "120",
            converter = Seconds.class,
            description = "How long a silent worker keeps its slide (default: ${DEFAULT-VALUE} s).")
    private Duration lease = Duration.ofMinutes(2);

    @Option(
            names = "--tries",
            paramLabel = "N",
            defaultValue = "3",
            description = "Failed tries until a slide is quarantined (default: ${DEFAULT-VALUE}).")
    private int tries;

    @Option(
            names = "--back-off",
            paramLabel = "TIME",
            defaultValue = "30",
            converter = Seconds.class,
            description = "Wait after the first failed try; doubles each time (default: ${DEFAULT-VALUE} s).")
    private Duration backOff = Duration.ofSeconds(30);

    /// What was asked for.
    ///
    /// @throws CliException where no queue works like that
    public QueueSettings settings() {
        try {
            return new QueueSettings(lease, tries, backOff);
        } catch (IllegalArgumentException senseless) {
            throw new CliException(ExitCode.USAGE, String.valueOf(senseless.getMessage()), senseless);
        }
    }

    /// The same options for a worker's command line.
    public List<String> arguments() {
        return List.of(
                "--lease",
                Seconds.text(lease),
                "--tries",
                Integer.toString(tries),
                "--back-off",
                Seconds.text(backOff));
    }
}
