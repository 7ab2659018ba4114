package org.acinus.cli;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.acinus.cli.terminal.CliException;
import org.acinus.cli.terminal.ExitCode;
import org.acinus.cli.terminal.Seconds;
import org.acinus.cli.worker.WorkerLimits;
import picocli.CommandLine.Option;

/// How many workers a supervisor runs, and what each may take.
final class WorkerOptions {
    private static final Pattern SIZE = Pattern.compile("(\\d{1,9})([mg])");
    /// What a worker needs for a small slide with the built-in pack.
    private static final long LEAST_BYTES = 1L << 30;

    @Option(
            names = "--workers",
            defaultValue = "1",
            paramLabel = "N",
            description = "Worker processes (default: ${DEFAULT-VALUE}).")
    private int workers;

    @Option(
            names = "--slide-timeout",
            defaultValue = "4h",
            converter = Seconds.class,
            paramLabel = "TIME",
            description = "How long one slide may take before its worker is ended (default: ${DEFAULT-VALUE}).")
    private Duration slideTimeout = Duration.ofHours(4);

    @Option(
            names = "--worker-memory",
            paramLabel = "SIZE",
            description = {
                "Memory of one worker, heap and native together, for example 6g; a worker that takes more is ended",
                "(default: three quarters of the machine's, shared by the workers)."
            })
    private Optional<String> memory = Optional.empty();

    /// How many.
    int count() {
        if (workers < 1) {
            throw new CliException(ExitCode.USAGE, "--workers must be at least 1, not " + workers);
        }
        return workers;
    }

    WorkerLimits limits() {
        return new WorkerLimits(slideTimeout, memory.map(WorkerOptions::bytes).orElseGet(this::share));
    }

    private long share() {
        OperatingSystemMXBean machine = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return Math.max(LEAST_BYTES, machine.getTotalMemorySize() / 4 * 3 / count());
    }

    private static long bytes(String text) {
        Matcher matcher = SIZE.matcher(text.toLowerCase(Locale.ROOT));
        if (matcher.matches()) {
            long bytes = Long.parseLong(matcher.group(1)) << (matcher.group(2).equals("g") ? 30 : 20);
            if (bytes >= LEAST_BYTES / 2) {
                return bytes;
            }
        }
        throw new CliException(
                ExitCode.USAGE, "--worker-memory is a size such as 6g or 3000m, at least 512m, not '" + text + "'");
    }
}
