package org.acinus.cli.watch;

import java.time.Duration;
import org.acinus.cli.terminal.CliException;
import org.acinus.cli.terminal.ExitCode;
import org.acinus.cli.terminal.Seconds;
import org.acinus.intake.gate.GateSettings;
import picocli.CommandLine.Option;

/// When a slide counts as complete.
public final class GateOptions {
    @Option(
            names = "--quiet-period",
            defaultValue = "60",
            converter = Seconds.class,
            paramLabel = "TIME",
            description = "How long none of a slide's files may have changed (default: ${DEFAULT-VALUE} s).")
    private Duration quietPeriod = Duration.ofSeconds(60);

    @Option(
            names = "--min-age",
            defaultValue = "0",
            converter = Seconds.class,
            paramLabel = "TIME",
            description = "How long a slide must have been there (default: ${DEFAULT-VALUE} s).")
    private Duration minAge = Duration.ZERO;

    @Option(
            names = "--min-size",
            defaultValue = "1",
            paramLabel = "BYTES",
            description = "Shorter files are not complete (default: ${DEFAULT-VALUE}).")
    private long minBytes;

    @Option(
            names = "--give-up",
            defaultValue = "1h",
            converter = Seconds.class,
            paramLabel = "TIME",
            description =
                    "How long after its last change an incomplete slide is waited for (default: ${DEFAULT-VALUE}).")
    private Duration giveUp = Duration.ofHours(1);

    @Option(
            names = "--require",
            defaultValue = "none",
            paramLabel = "PROOF",
            description = {
                "What must lie beside a slide: none, done (NAME.done) or sha256 (NAME.sha256, as sha256sum",
                "writes it) (default: ${DEFAULT-VALUE})."
            })
    @SuppressWarnings("NullAway.Init") // has a default
    private String proof;

    /// What was given, or its default.
    ///
    /// @throws CliException where it makes no sense
    public GateSettings settings() {
        GateSettings.Proof required = switch (proof) {
            case "none" -> GateSettings.Proof.NONE;
            case "done" -> GateSettings.Proof.DONE_MARKER;
            case "sha256" -> GateSettings.Proof.CHECKSUMS;
            default -> throw new CliException(ExitCode.USAGE, "--require is none, done or sha256, not '" + proof + "'");
        };
        try {
            return new GateSettings(quietPeriod, minAge, minBytes, giveUp, required);
        } catch (IllegalArgumentException senseless) {
            throw new CliException(ExitCode.USAGE, String.valueOf(senseless.getMessage()), senseless);
        }
    }
}
