package org.acinus.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.acinus.cli.ledger.AuditHeads;
import org.acinus.cli.ledger.QueueOptions;
import org.acinus.cli.ledger.WorkspaceOptions;
import org.acinus.cli.slide.ReaderOption;
import org.acinus.cli.terminal.CliException;
import org.acinus.cli.terminal.ExitCode;
import org.acinus.cli.worker.Supervisor;
import org.acinus.cli.worker.WorkerCannotStartException;
import org.acinus.cli.worker.WorkerJvm;
import org.acinus.cli.worker.WorkerLoop;
import org.acinus.mil.pack.ModelPack;
import org.acinus.mil.pack.PackStore;
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
import org.acinus.sql.Access;
import org.acinus.sql.AuditTrail;
import org.acinus.sql.Database;
import org.acinus.sql.SqlRunLedger;
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
            "  ./acinus run slides/ --db jdbc:postgresql://db.example.org/acinus --slides-csv slides.csv",
            "",
            "Then: ./acinus status -w results; results/results/SLIDE/ holds each slide's files."
        })
final class RunCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "PATH", description = "Slides, or folders that are searched for them.")
    private List<Path> paths = List.of();

    @Mixin
    private final WorkspaceOptions workspace = new WorkspaceOptions();

    @Mixin
    private final ModelOptions model = new ModelOptions();

    @Mixin
    private final ReaderOption reader = new ReaderOption();

    @Mixin
    private final SlidesCsvOption slidesCsv = new SlidesCsvOption();

    @Mixin
    private final QueueOptions queue = new QueueOptions();

    @Option(
            names = "--workers",
            defaultValue = "1",
            paramLabel = "N",
            description = "Worker processes (default: ${DEFAULT-VALUE}).")
    private int workers;

    @Option(names = "--force", description = "Also run slides again that are done or have failed.")
    private boolean force;

    @Option(
            names = "--in-process",
            description = "Work in this very process, for debugging: a crash in native code then ends the whole run.")
    private boolean inProcess;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (workers < 1) {
            throw new CliException(ExitCode.USAGE, "--workers must be at least 1, not " + workers);
        }
        // Nothing is queued for a reader that does not exist.
        reader.formats();
        SlidesCsv stated = slidesCsv.read();
        SlideFolder.Listing listing = SlideFolder.list(paths);
        RunProgress progress = new RunProgress(spec.commandLine().getErr());
        progress.listed(listing);
        if (listing.slides().isEmpty()) {
            throw new CliException(
                    ExitCode.INPUT,
                    "no slide among " + paths
                            + "; a folder is searched for .svs, .tif, .tiff, .ndpi, .mrxs, .scn and more");
        }
        PackStore store = model.store(workspace.makeWorkspace());
        ModelPack head = store.find(model.pack());
        RunConfiguration configuration =
                RunConfiguration.of(head, store.encoderOf(head)).withReader(reader.asked());
        List<SlideJob> jobs = jobs(listing.slides(), stated, configuration);
        try (Database database = workspace.openDatabase("acinus run", Access.WORK);
                RunLedger ledger = new SqlRunLedger(database, queue.settings());
                SupervisorLock _ = supervise(ledger)) {
            // Holding the lock: no worker of another run can be writing here.
            Leftovers.sweep(workspace.workspace());
            ledger.requeueRunning();
            int queued = ledger.enqueue(jobs, force);
            progress.begin(jobs.size(), queued, head, model.deviceName());
            if (queued > 0) {
                drain(ledger, stated, progress);
            }
            new AuditHeads(workspace.workspace()).note(new AuditTrail(database));
            return summarise(ledger, jobs, listing, progress);
        }
    }

    private SupervisorLock supervise(RunLedger ledger) {
        return ledger.trySupervise()
                .orElseThrow(() -> new CliException(
                        ExitCode.MACHINE,
                        "another acinus run works on this database; wait for it, or name another --workspace"));
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

    private void drain(RunLedger ledger, SlidesCsv stated, RunProgress progress) throws InterruptedException {
        if (inProcess) {
            try (SlideProcessor processor = Processors.open(workspace, model, reader, stated)) {
                String name = Supervisor.workerName(ProcessHandle.current().pid());
                new WorkerLoop(ledger, processor, name, queue.settings().heartbeat(), progress).drain();
            }
            return;
        }
        List<String> arguments = workerArguments();
        try {
            new Supervisor(ledger, listener -> WorkerJvm.start(arguments, workspace.environment(), listener), progress)
                    .drain(workers);
        } catch (WorkerCannotStartException refused) {
            throw new CliException(ExitCode.of(refused.exitCode()), String.valueOf(refused.getMessage()), refused);
        }
    }

    private List<String> workerArguments() {
        List<String> arguments = new ArrayList<>(List.of(WorkerCommand.SUPERVISED));
        arguments.addAll(workspace.arguments());
        arguments.addAll(model.arguments());
        arguments.addAll(reader.arguments());
        arguments.addAll(slidesCsv.arguments());
        arguments.addAll(queue.arguments());
        return arguments;
    }

    /// Counts what became of the slides of this very call, whether they ran now or earlier.
    private int summarise(RunLedger ledger, List<SlideJob> jobs, SlideFolder.Listing listing, RunProgress progress) {
        Set<Path> asked = new HashSet<>();
        jobs.forEach(job -> asked.add(job.path()));
        List<JobStatus> states = ledger.status().stream()
                .filter(status -> asked.contains(status.sourceRoot().resolve(status.file())))
                .toList();
        progress.summary(states, workspace.workspace());
        boolean failed = !listing.unreadable().isEmpty()
                || states.stream()
                        .anyMatch(
                                status -> status.state() == JobState.FAILED || status.state() == JobState.QUARANTINED);
        return (failed ? ExitCode.SOME_FAILED : ExitCode.OK).code();
    }
}
