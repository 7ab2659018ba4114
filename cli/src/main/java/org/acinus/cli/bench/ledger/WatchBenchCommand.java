package org.acinus.cli.bench.ledger;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.acinus.cli.bench.meter.TemporaryFolders;
import org.acinus.cli.terminal.CacheFolder;
import org.acinus.cli.terminal.CliException;
import org.acinus.cli.terminal.ExitCode;
import org.acinus.cli.terminal.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `bench watch`: how the drop-folder watcher does with very many files, and with none.
@Command(
        name = "watch",
        description = {
            "Measure the drop-folder watcher on very many small files dropped at once, and on nothing.",
            "A drop folder and an embedded server of its own are made, and deleted afterwards; no slide is worked at.",
            "A day of looks is run by a clock of its own, to see that memory does not grow."
        },
        footer = {"", "Example:", "  ./acinus bench watch --files 10000 --quiet-period 5 --json"})
public final class WatchBenchCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--files",
            defaultValue = "10000",
            description = "Files dropped at once (default: ${DEFAULT-VALUE}).")
    private int files;

    @Option(
            names = "--quiet-period",
            paramLabel = "SECONDS",
            defaultValue = "5",
            description = "As of 'watch' (default: ${DEFAULT-VALUE}).")
    private int quietSeconds;

    @Option(
            names = "--idle",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "How long an idle watcher's processor time is measured (default: ${DEFAULT-VALUE}).")
    private int idleSeconds;

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description = "Where to drop, to measure that disk (default: the folder for temporary files).")
    private Optional<Path> parent = Optional.empty();

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (files < 1 || quietSeconds < 1 || idleSeconds < 1) {
            throw new CliException(ExitCode.USAGE, "--files, --quiet-period and --idle must be at least 1");
        }
        Path place = parent.orElseGet(() -> Path.of(System.getProperty("java.io.tmpdir")));
        Path folder = Files.createTempDirectory(Files.createDirectories(place), "acinus-bench-watch-");
        try {
            WatchBench.Report report = new WatchBench(folder, files, Duration.ofSeconds(quietSeconds))
                    .run(CacheFolder.path(), Duration.ofSeconds(idleSeconds));
            PrintWriter out = spec.commandLine().getOut();
            if (json) {
                out.println(Json.pretty(describe(report)));
            } else {
                print(out, report);
            }
        } finally {
            TemporaryFolders.delete(folder);
        }
        return ExitCode.OK.code();
    }

    private ObjectNode describe(WatchBench.Report report) {
        WatchBench.Idle idle = report.idle();
        ObjectNode root = Json.object()
                .put("files", files)
                .put("quiet_period_seconds", quietSeconds)
                .put("all_seen_seconds", report.seenSeconds())
                .put("all_queued_seconds_after_quiet_period", report.queuedSeconds())
                .put("idle_seconds", idle.wallSeconds())
                .put("idle_cpu_share_of_a_core", idle.cpuSeconds() / idle.wallSeconds())
                .put("idle_server_cpu_share_of_a_core", idle.serverCpuSeconds() / idle.wallSeconds());
        report.day().forEach(root.putArray("day_heap_bytes_by_hour")::add);
        return root;
    }

    private void print(PrintWriter out, WatchBench.Report report) {
        WatchBench.Idle idle = report.idle();
        out.printf(Locale.ROOT, "%,d files dropped at once%n", files);
        line(out, "all of them seen after", report.seenSeconds(), "s");
        line(out, "all queued, after the quiet period", report.queuedSeconds(), "s");
        line(out, "idle watcher", 100 * idle.cpuSeconds() / idle.wallSeconds(), "% of a core");
        line(out, "its database server", 100 * idle.serverCpuSeconds() / idle.wallSeconds(), "% of a core");
        line(out, "heap after an hour of a day", report.day().getFirst() / 1e6, "MB");
        line(out, "heap after its last hour", report.day().getLast() / 1e6, "MB");
    }

    private static void line(PrintWriter out, String what, double value, String unit) {
        out.printf(Locale.ROOT, "%-36s %8.2f %s%n", what, value, unit);
    }
}
