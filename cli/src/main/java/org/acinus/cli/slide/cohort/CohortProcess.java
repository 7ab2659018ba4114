package org.acinus.cli.slide.cohort;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.acinus.cli.terminal.CliException;
import org.acinus.cli.terminal.ExitCode;
import org.acinus.cli.worker.SameProgram;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A process that tiles a cohort, and another in its place when a slide kills it: crashes of native code and memory
/// bombs cost one slide. The process that watches opens no slide.
public final class CohortProcess {
    private static final Logger LOG = LoggerFactory.getLogger(CohortProcess.class);

    /// Said to the process that tiles.
    private static final String PROPERTY = "acinus.cohort.child";

    private static final long GRACE_SECONDS = 2;

    /// By SIGINT and SIGTERM: somebody wants an end.
    private static final Set<Integer> STOPPED = Set.of(130, 143);

    private final List<String> arguments;
    private final SlideInHand inHand;
    private final PrintWriter out;
    private final PrintWriter err;

    /// For one cohort.
    ///
    /// @param arguments of this command, which the process is given as they are
    /// @param folder of the cohort's results
    /// @param out gets what the process prints to standard output
    /// @param err gets what it prints to standard error, and who died
    public CohortProcess(List<String> arguments, Path folder, PrintWriter out, PrintWriter err) {
        this.arguments = List.copyOf(arguments);
        this.inHand = new SlideInHand(folder);
        this.out = out;
        this.err = err;
    }

    /// Whether this is the process that tiles; it ends with its parent.
    public static boolean isThisOne() {
        return Boolean.getBoolean(PROPERTY);
    }

    /// Runs until the cohort is done.
    ///
    /// @return the exit status of the last process, which went through all slides
    /// @throws CliException where a process dies without having had a slide in hand
    public int run() throws IOException, InterruptedException {
        // What a command left that was killed as a whole says nothing against its slide.
        inHand.putDown();
        while (true) {
            int status = once();
            if (STOPPED.contains(status)) {
                inHand.putDown();
                return status;
            }
            Optional<String> slide = inHand.blame();
            if (slide.isPresent()) {
                err.println("acinus: the process that had " + slide.get() + " in hand died (status " + status
                        + "); another goes on without it");
                err.flush();
            } else if (status > ExitCode.DEFECT.code()) {
                throw new CliException(
                        ExitCode.DEFECT, "the process that tiles died (status " + status + ") with no slide in hand");
            } else {
                return status;
            }
        }
    }

    private int once() throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(SameProgram.command(List.of("-D" + PROPERTY + "=true"), arguments)).start();
        try {
            Thread errors = Thread.ofVirtual().name("cohort-errors").start(() -> copy(process.getErrorStream(), err));
            Thread output = Thread.ofVirtual().name("cohort-output").start(() -> copy(process.getInputStream(), out));
            int status = process.waitFor();
            errors.join();
            output.join();
            return status;
        } catch (InterruptedException stop) {
            end(process);
            inHand.putDown();
            throw stop;
        } finally {
            process.destroyForcibly();
        }
    }

    /// A terminal's Ctrl-C reaches both processes, so the other may be at its farewell already, which a second signal
    /// would cut short.
    private static void end(Process process) throws InterruptedException {
        if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
            process.destroy();
            if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor(GRACE_SECONDS, TimeUnit.SECONDS);
            }
        }
    }

    private static void copy(InputStream from, PrintWriter to) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(from, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                to.println(line);
                to.flush();
            }
        } catch (IOException ended) {
            // The pipe may break when the process is killed; its exit status tells that.
            LOG.debug("a process's output ended early", ended);
        }
    }
}
