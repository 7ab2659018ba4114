package org.acinus.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.acinus.cli.ledger.QueueOptions;
import org.acinus.cli.ledger.WorkspaceOptions;
import org.acinus.cli.slide.ReaderOption;
import org.acinus.cli.terminal.ExitCode;
import org.acinus.cli.worker.Supervisor;
import org.acinus.cli.worker.WorkerEvent;
import org.acinus.cli.worker.WorkerLoop;
import org.acinus.pipeline.RunLedger;
import org.acinus.pipeline.SlideProcessor;
import org.acinus.sql.Access;
import org.acinus.sql.SqlRunLedger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `worker`: takes queued slides one after the other until there are none.
@Command(
        name = "worker",
        description = {
            "Work on the queued slides of a database until there are none. 'run' starts its own workers;",
            "this command is for adding one by hand, with the same --workspace or --db and --pack."
        },
        footer = {"", "Example:", "  ./acinus worker --workspace results"})
final class WorkerCommand implements Callable<Integer> {
    /// Said by a supervisor: speak in events, and end when standard input does.
    static final String SUPERVISED = "--supervised";

    private static final Logger LOG = LoggerFactory.getLogger(WorkerCommand.class);
    private static final int ENDED_WITH_ITS_SUPERVISOR = 143;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

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

    @Option(names = SUPERVISED, hidden = true)
    private boolean supervised;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!supervised) {
            work(new RunProgress(spec.commandLine().getErr()));
            return ExitCode.OK.code();
        }
        Thread.ofPlatform().daemon().name("supervisor-watch").start(() -> endWith(System.in));
        PrintWriter out = spec.commandLine().getOut();
        Consumer<WorkerEvent> tell = event -> {
            out.println(WorkerEvent.encode(event));
            out.flush();
        };
        try {
            work(tell);
            return ExitCode.OK.code();
        } catch (RuntimeException | IOException failure) {
            FailureReport report = FailureReport.of(failure);
            tell.accept(new WorkerEvent.GaveUp(report.exitCode().code(), report.line()));
            throw failure;
        }
    }

    private void work(Consumer<WorkerEvent> listener) throws IOException, InterruptedException {
        try (SlideProcessor processor = Processors.open(workspace, model, reader, slidesCsv.read());
                RunLedger ledger =
                        new SqlRunLedger(workspace.openDatabase("acinus worker", Access.WORK), queue.settings())) {
            String name = Supervisor.workerName(ProcessHandle.current().pid());
            new WorkerLoop(ledger, processor, name, queue.settings().heartbeat(), listener).drain();
        }
    }

    /// Ends this process when the supervisor's end of the pipe closes, as it does however the supervisor dies.
    private static void endWith(InputStream supervisor) {
        try {
            // Nothing is ever sent; only the end matters.
            supervisor.transferTo(OutputStream.nullOutputStream());
        } catch (IOException broken) {
            LOG.debug("the pipe from the supervisor broke, which is an end too", broken);
        }
        // Not exit: native code may be in the middle of a tile, and the job's row says RUNNING, which is true enough.
        Runtime.getRuntime().halt(ENDED_WITH_ITS_SUPERVISOR);
    }
}
