package org.acinus.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import org.acinus.cli.failure.FailureReport;
import org.acinus.cli.terminal.ExitCode;
import org.acinus.cli.terminal.FlowingHelp;
import org.acinus.cli.terminal.OwnStream;
import org.acinus.cli.terminal.Version;
import org.acinus.cli.worker.StopSignals;
import org.acinus.draft.TemporaryFolder;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/// Entry point.
public final class Main {
    private Main() {}

    /// Columns of a help text that goes to a file; on a terminal, the terminal's.
    private static final int WIDTH = 110;

    /// Runs one command and ends the process with its exit code.
    public static void main(String[] arguments) {
        StopSignals.endAtOnce();
        TemporaryFolder.tidy(Path.of(System.getProperty("java.io.tmpdir")));
        PrintWriter out = new OwnStream(System.out);
        PrintWriter err = new OwnStream(System.err);
        System.exit(execute(out, err, arguments));
    }

    /// Runs one command on streams of the caller's.
    ///
    /// @return the exit code
    public static int execute(PrintWriter out, PrintWriter err, String... arguments) {
        Acinus root = new Acinus();
        CommandLine line = new CommandLine(root)
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpWidth(WIDTH)
                .setUsageHelpAutoWidth(true)
                .setHelpFactory(new FlowingHelp())
                .setParameterExceptionHandler(Main::explainUsage)
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    FailureReport report = FailureReport.of(failure);
                    report.print(err, failure, root.verbose());
                    return report.exitCode().code();
                });
        offerHelp(line);
        try {
            return line.execute(arguments);
        } catch (OutOfMemoryError | StackOverflowError failure) {
            // picocli hands exceptions to the handler above, but lets errors pass.
            FailureReport report = FailureReport.of(failure);
            report.print(err, failure, root.verbose());
            return report.exitCode().code();
        } finally {
            out.flush();
            err.flush();
        }
    }

    /// Gives every command --help and --version.
    private static void offerHelp(CommandLine line) {
        line.getCommandSpec().mixinStandardHelpOptions(true).versionProvider(new Version());
        line.getSubcommands().values().forEach(Main::offerHelp);
    }

    private static int explainUsage(ParameterException wrong, String[] arguments) {
        CommandLine command = wrong.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("acinus: " + wrong.getMessage());
        if (!CommandLine.UnmatchedArgumentException.printSuggestions(wrong, err)) {
            err.println("acinus: try '" + command.getCommandSpec().qualifiedName() + " --help'");
        }
        err.flush();
        return ExitCode.USAGE.code();
    }
}
