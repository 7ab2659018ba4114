package org.acinus.cli.log;

import picocli.CommandLine.Option;

/// How a command that goes on for long tells what it does.
public final class LogOption {
    /// Takes effect at once: what fails while the other options are read is told in this way too.
    @Option(
            names = "--log-format",
            paramLabel = "FORMAT",
            description = "How lines on standard error look: text, or json for a collector of logs (default: text).")
    void format(LogFormat format) {
        LogLines.standard().format(format);
    }

    /// Where the command writes what it does.
    public LogLines lines() {
        return LogLines.standard();
    }
}
