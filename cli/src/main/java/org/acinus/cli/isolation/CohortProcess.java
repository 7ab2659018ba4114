package org.acinus.cli.isolation;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.acinus.cli.terminal.CliException;
import org.acinus.cli.terminal.ExitCode;
import org.acinus.cli.terminal.OwnStream;
import org.acinus.cli.worker.SameProgram;
import org.acinus.cli.worker.StopSignals;
import org.acinus.draft.TemporaryFolder;
import org.acinus.intake.folder.SafeText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/// A process that does a command's work on many slides, and another in its place when a slide kills it: crashes of
/// native code and memory bombs cost one slide. The process that watches opens no slide.
public final class CohortProcess {
    private static final Logger LOG = LoggerFactory.getLogger(CohortProcess.class);

    /// Says to the process that works that it is one, and where its record is.
    private static final String PROPERTY = "acinus.cohort.record";

    /// Within what [StopSignals] leaves to the process that watches.
    private static final Duration LONGEST_FAREWELL = Duration.ofSeconds(8);

    private static final int SIGNAL_STATUS = 128;

    /// Of a virtual machine that native code took down; also [ExitCode#SOME_FAILED].
    private static final int CRASH_STATUS = 1;

    /// By SIGINT and SIGTERM: somebody wants an end.
    private static final Set<Integer> STOPPED = Set.of(130, 143);

    private static final int CHARACTERS = 1 << 13;

    private final List<String> arguments;
    private final PrintWriter out;
    private final PrintWriter err;

    /// For one command.
    ///
    /// @param arguments of this program, which the process is given as they are
    /// @param out gets what the process prints to standard output
    /// @param err gets what it prints to standard error, and who died
    private CohortProcess(List<String> arguments, PrintWriter out, PrintWriter err) {
        this.arguments = List.copyOf(arguments);
        this.out = out;
        this.err = err;
    }

    /// Runs a command that SIGTERM and SIGINT may stop, and whose work on several slides is done in a process of its
    /// own; this very method is what that process calls, too.
    ///
    /// @param spec of the command, which was parsed from this program's arguments
    /// @param alone whether there is one slide only, whose work may as well be done here
    /// @param work on all slides, each by [CohortRecord#work] of [CohortRecord#ofThisProcess]
    /// @param farewell what is said where the command was stopped
    /// @return the work's exit code, or 143 or 130 where the command was stopped
    /// @throws CliException where a process dies without having had a slide in hand
    public static int run(CommandSpec spec, boolean alone, StopSignals.Stoppable work, String farewell)
            throws IOException, InterruptedException {
        if (record().isPresent()) {
            SameProgram.endWithParent();
            return StopSignals.listening(
                    () -> {
                        StopSignals.leaveInterruptsToSupervisor();
                        int status = work.run();
                        Files.createFile(ended(record().orElseThrow()));
                        return status;
                    },
                    () -> {});
        }
        CommandLine line = spec.commandLine();
        CohortProcess watched = new CohortProcess(
                spec.root().commandLine().getParseResult().originalArgs(), line.getOut(), line.getErr());
        return StopSignals.listening(
                alone ? work : watched::watch, () -> line.getErr().println(farewell));
    }

    /// The record of this process; empty where it is not one that works and is watched.
    static Optional<Path> record() {
        return Optional.ofNullable(System.getProperty(PROPERTY)).map(Path::of);
    }

    /// Beside a record: a process went through to the end, and its exit status is the work's.
    private static Path ended(Path record) {
        return record.resolveSibling("ended");
    }

    /// Runs until all slides are done.
    ///
    /// @return the exit status of the last process, which went through to the end
    private int watch() throws IOException, InterruptedException {
        Path own = Files.createTempDirectory("acinus-cohort-");
        try {
            Path record = own.resolve("record.txt");
            while (true) {
                int status = once(record, Files.createTempDirectory(own, "tmp-"));
                if (STOPPED.contains(status)) {
                    return status;
                }
                Optional<Path> killer = CohortRecord.in(record).blame();
                if (killer.isPresent()) {
                    err.println("acinus: " + SafeText.of(String.valueOf(killer.get()))
                            + ": the process that had it in hand " + death(status) + "; another goes on without it");
                    err.flush();
                } else if (status > ExitCode.DEFECT.code()
                        || (status == CRASH_STATUS && Files.notExists(ended(record)))) {
                    throw new CliException(
                            ExitCode.DEFECT,
                            "the process that works on the slides " + death(status) + " with none in hand");
                } else {
                    return status;
                }
            }
        } finally {
            TemporaryFolder.remove(own);
        }
    }

    private static String death(int status) {
        if (status == CRASH_STATUS) {
            return "crashed";
        }
        return status > SIGNAL_STATUS
                ? "was killed by signal " + (status - SIGNAL_STATUS)
                : "ended with status " + status;
    }

    /// @param temporary the process's folder for temporary files, of which it cannot rid itself when it is killed
    private int once(Path record, Path temporary) throws IOException, InterruptedException {
        List<String> flags = List.of("-D" + PROPERTY + "=" + record, "-Djava.io.tmpdir=" + temporary);
        Process process = new ProcessBuilder(SameProgram.command(flags, arguments))
                .redirectOutput(redirect(out))
                .redirectError(redirect(err))
                .start();
        try {
            Thread errors = Thread.ofVirtual().name("cohort-errors").start(() -> copy(process.getErrorStream(), err));
            Thread output = Thread.ofVirtual().name("cohort-output").start(() -> copy(process.getInputStream(), out));
            try {
                return process.waitFor();
            } catch (InterruptedException stop) {
                end(process);
                throw stop;
            } finally {
                errors.join();
                output.join();
            }
        } finally {
            process.destroyForcibly();
            TemporaryFolder.remove(temporary);
        }
    }

    /// With a chance to sum up what was done, then without.
    private static void end(Process process) throws InterruptedException {
        // Not Process.destroy, which also closes its standard input, and the process would take that for our death.
        process.toHandle().destroy();
        if (!process.waitFor(LONGEST_FAREWELL.toMillis(), TimeUnit.MILLISECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }

    /// A stream of this process's own is the other's, too: what both print stays in order, and a bar on a terminal is
    /// one.
    private static ProcessBuilder.Redirect redirect(PrintWriter writer) {
        writer.flush();
        return writer instanceof OwnStream ? ProcessBuilder.Redirect.INHERIT : ProcessBuilder.Redirect.PIPE;
    }

    private static void copy(InputStream from, PrintWriter to) {
        char[] some = new char[CHARACTERS];
        try (Reader text = new InputStreamReader(from, StandardCharsets.UTF_8)) {
            for (int read = text.read(some); read >= 0; read = text.read(some)) {
                to.write(some, 0, read);
                to.flush();
            }
        } catch (IOException ended) {
            // The pipe may break when the process is killed; its exit status tells that.
            LOG.debug("a process's output ended early", ended);
        }
    }
}
