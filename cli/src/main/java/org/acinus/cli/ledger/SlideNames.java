package org.acinus.cli.ledger;

import java.io.PrintWriter;
import java.util.List;
import org.acinus.cli.terminal.CliException;
import org.acinus.cli.terminal.ExitCode;
import org.acinus.intake.folder.SafeText;
import org.acinus.pipeline.JobState;
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

    /// Says of slides that were named and not taken what is the matter with them.
    void explainOthers(JobDesk desk, List<String> taken, PrintWriter err) {
        for (JobDesk.Standing one : desk.standing(others(taken))) {
            err.println("acinus: " + SafeText.of(one.file()) + " is " + one.state() + ", " + matter(one.state()));
        }
    }

    /// INPUT where something was named in vain.
    int exitCode(List<String> taken) {
        return (others(taken).isEmpty() ? ExitCode.OK : ExitCode.INPUT).code();
    }

    private List<String> others(List<String> taken) {
        return names.stream()
                .filter(name -> taken.stream().noneMatch(file -> name.equals(file) || name.endsWith("/" + file)))
                .toList();
    }

    private static String matter(JobState state) {
        return switch (state) {
            case QUARANTINED -> "which './acinus quarantine release' ends";
            case FAILED -> "which './acinus retry' is for";
            case DONE -> "and only 'run --force' works it out again";
            case QUEUED -> "and due already";
            case RUNNING -> "a worker has it now";
            case WAITING -> "not whole yet: 'watch' queues it when it is";
        };
    }
}
