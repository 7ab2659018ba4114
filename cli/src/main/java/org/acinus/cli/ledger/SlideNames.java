package org.acinus.cli.ledger;

import java.util.List;
import org.acinus.cli.terminal.CliException;
import org.acinus.cli.terminal.ExitCode;
import org.acinus.sql.queue.JobDesk;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Which slides a command is about.
final class SlideNames {
    @Parameters(
            paramLabel = "SLIDE",
            arity = "0..*",
            description = "Slides by the names that 'status' shows, or by their full paths.")
    private List<String> names = List.of();

    @Option(names = "--all", description = "All of them.")
    private boolean all;

    /// The names; empty for all.
    ///
    /// @throws CliException where neither names nor --all are given, or a name is no slide's
    List<String> checked(JobDesk desk) {
        if (names.isEmpty() != all) {
            throw new CliException(ExitCode.USAGE, "name slides, or say --all");
        }
        List<String> unknown = desk.unknown(names);
        if (!unknown.isEmpty()) {
            throw new CliException(
                    ExitCode.INPUT, "no such slide: " + String.join(", ", unknown) + "; './acinus status' lists them");
        }
        return names;
    }
}
