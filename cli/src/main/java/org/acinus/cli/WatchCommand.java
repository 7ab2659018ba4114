package org.acinus.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.acinus.cli.log.LogOption;
import org.acinus.cli.terminal.CliException;
import org.acinus.cli.terminal.ExitCode;
import org.acinus.cli.terminal.Seconds;
import org.acinus.cli.watch.ErrandActions;
import org.acinus.cli.watch.ErrandOptions;
import org.acinus.cli.watch.ErrandRunner;
import org.acinus.cli.watch.GateOptions;
import org.acinus.cli.watch.MonitorServer;
import org.acinus.cli.watch.ServiceHealth;
import org.acinus.cli.watch.WatchLoop;
import org.acinus.cli.worker.DeadWorkers;
import org.acinus.cli.worker.PatientLedger;
import org.acinus.cli.worker.StopSignals;
import org.acinus.cli.worker.Supervisor;
import org.acinus.cli.worker.Together;
import org.acinus.cli.worker.WorkerEvent;
import org.acinus.cli.worker.WorkerJvm;
import org.acinus.cli.worker.WorkerLimits;
import org.acinus.export.PackNotice;
import org.acinus.intake.DropFolderWatcher;
import org.acinus.intake.folder.DropFolder;
import org.acinus.intake.folder.FileStamp;
import org.acinus.intake.gate.GateSettings;
import org.acinus.pipeline.Leftovers;
import org.acinus.pipeline.RunConfiguration;
import org.acinus.pipeline.SlideJob;
import org.acinus.pipeline.SlideOverride;
import org.acinus.pipeline.SlidesCsv;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `watch`: the main job on a scanner's drop folder, for ever.
@Command(
        name = "watch",
        description = {
            "Take every slide that is dropped into a folder through the pipeline, once it is complete. For ever:",
            "Ctrl-C or SIGTERM stops it, the same command goes on where it stopped. The folder is only read, unless",
            "--move-done or --move-failed says otherwise.",
            "Research use only; not a medical device."
        },
        footer = {
            "",
            "Examples:",
            "  ./acinus watch /scanner/out --workspace results",
            "  ./acinus watch /scanner/out -w results --move-done /archive --webhook https://lis.example.org/acinus",
            "  ./acinus watch /scanner/out -w results --quiet-period 5m --require done --metrics-port 9464",
            "",
            "Then: ./acinus status -w results shows every slide and what it waits for."
        })
final class WatchCommand implements Callable<Integer> {
    /// A worker that has just loaded its model waits a little for the next slide.
    private static final Duration LINGER = Duration.ofSeconds(30);

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "The folder that slides are dropped into.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path folder;

    @Mixin
    private final GateOptions gate = new GateOptions();

    @Mixin
    private final ErrandOptions errands = new ErrandOptions();

    @Mixin
    private final WorkOptions work = new WorkOptions();

    @Mixin
    private final WorkerOptions workers = new WorkerOptions();

    @Mixin
    private final LogOption logs = new LogOption();

    @Option(
            names = "--metrics-port",
            paramLabel = "PORT",
            description = "Serve /metrics for Prometheus and /health on 127.0.0.1; off unless given, 0 takes any port.")
    private Optional<Integer> metricsPort = Optional.empty();

    @Override
    public Integer call() throws IOException {
        workers.count();
        ErrandActions actions = errands.actions();
        DropFolder drops = dropFolder(actions);
        try (StopSignals signals = StopSignals.interruptThisThread()) {
            try {
                watch(drops, actions);
                return ExitCode.OK.code();
            } catch (InterruptedException stopped) {
                say("stopped; slides at hand are back in the queue, the same command goes on");
                return signals.status().orElse(ExitCode.DEFECT.code());
            }
        }
    }

    private DropFolder dropFolder(ErrandActions actions) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new CliException(ExitCode.INPUT, folder + " is no folder that can be watched");
        }
        List<Path> excluded = new ArrayList<>(List.of(work.workspace()));
        Stream.of(actions.moveDone(), actions.moveFailed()).forEach(target -> target.ifPresent(excluded::add));
        DropFolder drops = new DropFolder(folder, excluded);
        if (work.workspace().equals(drops.root())) {
            throw new CliException(ExitCode.USAGE, "--workspace must not be the folder that is watched");
        }
        return drops;
    }

    private void watch(DropFolder drops, ErrandActions actions) throws InterruptedException {
        GateSettings settings = gate.settings();
        RunConfiguration configuration = work.configuration();
        RunProgress progress = RunProgress.endless(spec.commandLine().getErr(), logs.lines(), work.head());
        try (PatientLedger ledger = work.openLedgerToWatch(drops.root())) {
            Duration poll = WatchLoop.poll(settings.quietPeriod());
            ServiceHealth health = new ServiceHealth(ledger::trouble, poll);
            work.tidy(DeadWorkers.giveBack(ledger));
            try (MonitorServer monitor = MonitorServer.start(metricsPort, health)) {
                say("watching " + drops.root() + ", quiet period "
                        + Seconds.text(settings.quietPeriod()) + " s, with "
                        + PackNotice.of(work.head()).label() + " on "
                        + work.deviceName()
                        + monitor.address().map(at -> ", " + at).orElse(""));
                Consumer<WorkerEvent> listener = event -> {
                    health.accept(event);
                    progress.accept(event);
                };
                WatchLoop loop = new WatchLoop(
                        drops.root(),
                        new DropFolderWatcher(drops, settings),
                        ledger,
                        jobs(drops.root(), configuration, work.stated()),
                        health);
                ErrandRunner runner = new ErrandRunner(drops.root(), actions, ledger, health);
                List<Together.Activity> activities = new ArrayList<>(runner.activities());
                activities.add(() -> loop.run(poll));
                activities.add(() -> supervisor(ledger, listener).serve(workers.count()));
                Together.run(activities);
            }
        }
    }

    private Supervisor supervisor(PatientLedger ledger, Consumer<WorkerEvent> listener) {
        WorkerLimits limits = workers.limits();
        List<String> arguments = WorkerCommand.supervised(work, LINGER);
        return new Supervisor(
                ledger,
                hear -> WorkerJvm.start(limits, arguments, work.environment(), hear),
                limits,
                listener,
                () -> Leftovers.sweepAbandoned(work.workspace()));
    }

    private static BiFunction<String, FileStamp, Optional<SlideJob>> jobs(
            Path root, RunConfiguration configuration, SlidesCsv stated) {
        return (file, stamp) -> {
            SlideOverride override = stated.of(Path.of(file));
            return override.exclude()
                    ? Optional.empty()
                    : Optional.of(new SlideJob(
                            root,
                            file,
                            stamp.bytes(),
                            stamp.modified(),
                            configuration.hash(override),
                            override.provenance()));
        };
    }

    private void say(String line) {
        PrintWriter err = logs.lines().forPeople(spec.commandLine().getErr());
        err.println("acinus: " + line);
        err.flush();
    }
}
