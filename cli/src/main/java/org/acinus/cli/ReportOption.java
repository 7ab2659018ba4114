package org.acinus.cli;

import java.util.List;
import picocli.CommandLine.Option;

/// Whether what takes long is written for each slide.
final class ReportOption {
    @Option(
            names = "--no-report",
            description = "Leave out what takes long: the PDF beside report.html, montage.png. Results are the same.")
    private boolean none;

    /// Whether everything is to be written.
    boolean full() {
        return !none;
    }

    /// The same option for a worker's command line.
    List<String> arguments() {
        return none ? List.of("--no-report") : List.of();
    }
}
