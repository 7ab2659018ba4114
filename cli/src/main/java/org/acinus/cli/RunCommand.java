package org.acinus.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.acinus.cli.log.LogOption;
import org.acinus.cli.terminal.CliException;
import org.acinus.cli.terminal.ExitCode;
import org.acinus.cli.worker.Assignment;
import org.acinus.cli.worker.DeadWorkers;
import org.acinus.cli.worker.PatientLedger;
import org.acinus.cli.worker.Stay;
import org.acinus.cli.worker.StopSignals;
import org.acinus.cli.worker.Supervisor;
import org.acinus.cli.worker.WorkerJvm;
import org.acinus.cli.worker.WorkerLimits;
import org.acinus.cli.worker.WorkerLoop;
import org.acinus.cli.worker.WorkerName;
import org.acinus.pipeline.JobState;
import org.acinus.pipeline.JobStatus;
import org.acinus.pipeline.Leftovers;
import org.acinus.pipeline.RunConfiguration;
import org.acinus.pipeline.RunLedger;
import org.acinus.pipeline.SlideFolder;
import org.acinus.pipeline.SlideJob;
import org.acinus.pipeline.SlideOverride;
import org.acinus.pipeline.SlideProcessor;
import org.acinus.pipeline.SlidesCsv;
import org.acinus.pipeline.SupervisorLock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `run`: the main job. It supervises; slides are opened by workers in processes of their own.
@Command(
        name = "run",
        description = {
            "Take slides through the whole pipeline: tissue, tiles, features, result, heatmap, QuPath, database.",
            "Slides that are done are left alone, so the same command resumes an interrupted run.",
            "Research use only; not a medical device."
        },
        footer = {
            "",
            "Examples:",
            "  ./acinus run slides/ --workspace results",
            "  ./acinus run a.svs b.ndpi -w results --pack my-head --force",
            "  ./acinus run slides/ -w results --similar known.json --redraw",
            "  ./acinus run slides/ --db jdbc:postgresql://db.example.org/acinus --slides-csv slides.csv",
            "",
            "Then: ./acinus status -w results; results/results/SLIDE/ holds each slide's files."
        })
final class RunCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(
            arity = "1..*",
            paramLabel = "PATH",
            description = "Slides, or folders that are searched for them; links inside them are not followed.")
    private List<Path> paths = List.of();

    @Mixin
    private final WorkOptions work = new WorkOptions();

    @Mixin
    private final WorkerOptions workers = new WorkerOptions();

    @Mixin
    private final LogOption logs = new LogOption();

    @Option(names = "--force", description = "Also run slides again that are done or have failed.")
    private boolean force;

    @Option(
            names = "--redraw",
            description = {
                "Also write the files of slides that are done once more, from their results and features: with --similar, the",
                "PDF and the montage that a run with --no-report left out, or after they were deleted. Nothing is analysed",
                "again, so long as the results' tiles are in the database."
            })
    private boolean redraw;

    @Option(
            names = "--in-process",
            description = "Work in this very process, for debugging: a crash in native code then ends the whole run.")
    private boolean inProcess;

    @Override
    public Integer call() throws IOException {
        workers.count();
        SlidesCsv stated = work.stated();
        RunProgress progress = RunProgress.counted(spec.commandLine().getErr(), logs.lines());
        List<Path> files = new ArrayList<>();
        for (Path path : paths) {
            files.add(progress.followed(path));
        }
        SlideFolder.Listing listing = SlideFolder.list(files);
        progress.listed(listing);
        if (listing.slides().isEmpty()) {
            throw new CliException(
                    ExitCode.INPUT,
                    "no slide among " + paths
                            + "; a folder is searched for .svs, .tif, .tiff, .ndpi, .mrxs, .scn and more");
        }
        try (StopSignals signals = StopSignals.interruptThisThread()) {
            try {
                return supervise(listing, stated, progress);
            } catch (InterruptedException stopped) {
                progress.stopped();
                return signals.status().orElse(ExitCode.DEFECT.code());
            }
        }
    }

    private int supervise(SlideFolder.Listing listing, SlidesCsv stated, RunProgress progress)
            throws InterruptedException {
        RunConfiguration configuration = work.configuration();
        List<SlideJob> jobs = jobs(listing.slides(), stated, configuration);
        try (PatientLedger ledger = work.openLedger("acinus run");
                SupervisorLock _ = lock(ledger)) {
            work.tidy(DeadWorkers.giveBack(ledger));
            int queued =
                    ledger.ask(asked -> redraw && !force ? asked.enqueueForFiles(jobs) : asked.enqueue(jobs, force));
            progress.begin(jobs.size(), queued, work.head(), work.deviceName());
            if (queued > 0) {
                drain(ledger, progress);
            }
            work.noteAuditHead();
            return summarise(ledger.ask(RunLedger::status), jobs, listing, progress);
        }
    }

    private SupervisorLock lock(PatientLedger ledger) throws InterruptedException {
        return ledger.ask(RunLedger::trySupervise)
                .orElseThrow(
                        () -> new CliException(
                                ExitCode.MACHINE,
                                "another acinus run or watch works on this database; wait for it, or name another --workspace"));
    }

    private static List<SlideJob> jobs(
            List<SlideFolder.Found> slides, SlidesCsv stated, RunConfiguration configuration) {
        List<SlideJob> jobs = new ArrayList<>();
        for (SlideFolder.Found slide : slides) {
            SlideOverride override = stated.of(slide.relative());
            if (!override.exclude()) {
                jobs.add(new SlideJob(
                        slide.root(),
                        slide.relative().toString(),
                        slide.bytes(),
                        slide.modified(),
                        configuration.hash(override),
                        override.provenance()));
            }
        }
        return jobs;
    }

    private void drain(PatientLedger ledger, RunProgress progress) throws InterruptedException {
        if (inProcess) {
            try (SlideProcessor processor = work.openProcessor()) {
                Assignment assignment =
                        new Assignment(WorkerName.of(ProcessHandle.current().pid()), work.queue(), work.accepts());
                new WorkerLoop(ledger, processor, assignment, progress).work(Stay.NOT);
            }
            return;
        }
        WorkerLimits limits = workers.limits();
        List<String> arguments = WorkerCommand.supervised(work, Duration.ZERO);
        new Supervisor(
                        ledger,
                        listener -> WorkerJvm.start(limits, arguments, work.environment(), listener),
                        limits,
                        progress,
                        () -> Leftovers.sweepAbandoned(work.workspace()))
                .drain(workers.count());
    }

    /// Counts what became of the slides of this very call, whether they ran now or earlier.
    private int summarise(List<JobStatus> all, List<SlideJob> jobs, SlideFolder.Listing listing, RunProgress progress) {
        Set<Path> asked = new HashSet<>();
        jobs.forEach(job -> asked.add(job.path()));
        List<JobStatus> states = all.stream()
                .filter(status -> asked.contains(status.sourceRoot().resolve(status.file())))
                .toList();
        progress.summary(states, work.workspace());
        boolean failed = !listing.unreadable().isEmpty()
                || states.stream()
                        .anyMatch(
                                status -> status.state() == JobState.FAILED || status.state() == JobState.QUARANTINED);
        return (failed ? ExitCode.SOME_FAILED : ExitCode.OK).code();
    }
}
