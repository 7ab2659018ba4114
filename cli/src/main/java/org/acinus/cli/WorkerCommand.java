package org.acinus.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.acinus.cli.failure.FailureReport;
import org.acinus.cli.log.LogOption;
import org.acinus.cli.terminal.CliException;
import org.acinus.cli.terminal.ExitCode;
import org.acinus.cli.terminal.Seconds;
import org.acinus.cli.worker.Assignment;
import org.acinus.cli.worker.PatientLedger;
import org.acinus.cli.worker.SameProgram;
import org.acinus.cli.worker.Stay;
import org.acinus.cli.worker.StopSignals;
import org.acinus.cli.worker.WorkerEvent;
import org.acinus.cli.worker.WorkerLoop;
import org.acinus.cli.worker.WorkerName;
import org.acinus.cli.worker.WrongConfigurationException;
import org.acinus.pipeline.FaultPoint;
import org.acinus.pipeline.JobState;
import org.acinus.pipeline.LedgerException;
import org.acinus.pipeline.RunConfiguration;
import org.acinus.pipeline.RunLedger;
import org.acinus.pipeline.SlideOverride;
import org.acinus.pipeline.SlideProcessor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `worker`: takes queued slides one after the other.
@Command(
        name = "worker",
        description = {
            "Work on the queued slides of a database until there are none. 'run' and 'watch' start their own workers;",
            "this command is for adding one, also on another machine that sees the slides under the same paths,",
            "with the same --db, --pack and --slides-csv."
        },
        footer = {
            "",
            "Examples:",
            "  ./acinus worker --workspace results",
            "  ./acinus worker --db jdbc:postgresql://db.example.org/acinus --pack my-head --stay"
        })
final class WorkerCommand implements Callable<Integer> {
    /// Said by a supervisor: speak in events, and end when standard input does.
    private static final String SUPERVISED = "--supervised";
    /// What the supervisor queues slides for, in case the pack on the disk is another one by now.
    private static final String CONFIGURATION = "--configuration";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private final WorkOptions work = new WorkOptions();

    @Mixin
    private final LogOption logs = new LogOption();

    @Option(
            names = "--stay",
            description = "Wait for further slides when there are none, until told to stop (Ctrl-C or SIGTERM).")
    private boolean stay;

    @Option(names = "--linger", hidden = true, converter = Seconds.class, defaultValue = "0")
    private Duration linger = Duration.ZERO;

    @Option(names = SUPERVISED, hidden = true)
    private boolean supervised;

    @Option(names = CONFIGURATION, hidden = true)
    private Optional<String> configuration = Optional.empty();

    @Override
    public Integer call() throws InterruptedException {
        return supervised ? workSupervised() : workAlone();
    }

    /// The command line of a worker that belongs to a supervisor with these options.
    ///
    /// @param linger how long it waits for a further slide before it ends
    static List<String> supervised(WorkOptions work, Duration linger) {
        List<String> arguments = new ArrayList<>(
                List.of(SUPERVISED, "--linger", Seconds.text(linger), CONFIGURATION, identity(work.configuration())));
        arguments.addAll(work.arguments());
        return arguments;
    }

    private static String identity(RunConfiguration configuration) {
        return configuration.hash(SlideOverride.NONE);
    }

    private int workAlone() {
        try (StopSignals signals = StopSignals.interruptThisThread()) {
            try {
                work(
                        RunProgress.endless(spec.commandLine().getErr(), logs.lines(), work.head()),
                        stay ? Stay.FOR_EVER : Stay.NOT);
                return ExitCode.OK.code();
            } catch (InterruptedException stopped) {
                return signals.status().orElse(ExitCode.DEFECT.code());
            }
        }
    }

    private int workSupervised() throws InterruptedException {
        StopSignals.leaveInterruptsToSupervisor();
        SameProgram.endWithParent();
        PrintWriter out = spec.commandLine().getOut();
        Consumer<WorkerEvent> tell = event -> {
            out.println(WorkerEvent.encode(event));
            out.flush();
        };
        try {
            work(tell, new Stay(Optional.of(linger)));
            return ExitCode.OK.code();
        } catch (RuntimeException failure) {
            FailureReport report = FailureReport.of(failure);
            tell.accept(new WorkerEvent.GaveUp(
                    report.exitCode().code(), report.line(), failure instanceof LedgerException));
            throw failure;
        }
    }

    private void work(Consumer<WorkerEvent> listener, Stay length) throws InterruptedException {
        if (configuration
                .filter(asked -> !asked.equals(identity(work.configuration())))
                .isPresent()) {
            throw new WrongConfigurationException();
        }
        FaultPoint.STARTING.reach();
        if (!supervised) {
            work.tidy(false);
        }
        try (SlideProcessor processor = work.openProcessor();
                PatientLedger ledger = work.openLedger("acinus worker")) {
            Assignment assignment =
                    new Assignment(WorkerName.of(ProcessHandle.current().pid()), work.queue(), work.accepts());
            int taken = new WorkerLoop(ledger, processor, assignment, listener).work(length);
            if (taken == 0 && !supervised) {
                tellOfOthers(ledger);
            }
        }
    }

    /// Nothing was taken: perhaps because what is queued is for somebody else.
    private void tellOfOthers(PatientLedger ledger) throws InterruptedException {
        long queued = ledger.ask(RunLedger::status).stream()
                .filter(job -> job.state() == JobState.QUEUED)
                .count();
        if (queued > 0) {
            throw new CliException(
                    ExitCode.MACHINE,
                    queued + " slides are queued, none of them for this worker now: they wait out a back-off, or were"
                            + " queued with another --pack, --reader or --slides-csv, or by a run that was stopped");
        }
    }
}
