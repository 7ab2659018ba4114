package org.acinus.cli;

import java.util.concurrent.Callable;
import org.acinus.cli.bags.BagsCommand;
import org.acinus.cli.bench.BenchCommand;
import org.acinus.cli.doctor.DoctorCommand;
import org.acinus.cli.evaluate.CalibrateCommand;
import org.acinus.cli.evaluate.EvaluateCommand;
import org.acinus.cli.export.ExportCommand;
import org.acinus.cli.features.FeaturesCommand;
import org.acinus.cli.ledger.AuditCommand;
import org.acinus.cli.ledger.DbCommand;
import org.acinus.cli.ledger.QuarantineCommand;
import org.acinus.cli.ledger.RetryCommand;
import org.acinus.cli.ledger.StatusCommand;
import org.acinus.cli.packs.PacksCommand;
import org.acinus.cli.similar.SimilarCommand;
import org.acinus.cli.slide.InfoCommand;
import org.acinus.cli.slide.RegionCommand;
import org.acinus.cli.slide.TileCommand;
import org.acinus.cli.synth.SynthCommand;
import org.acinus.cli.terminal.ExitCode;
import org.acinus.cli.terminal.Version;
import org.acinus.cli.train.TrainCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/// The root command: nothing but its subcommands.
@Command(
        name = "acinus",
        versionProvider = Version.class,
        description = {
            "Whole-slide pathology: slides in; tissue tiles, features, a slide-level result, a heatmap and QuPath out.",
            "Research use only; not a medical device."
        },
        footer = {
            "",
            "First steps:",
            "  ./acinus demo                         a short tour on two synthetic slides",
            "  ./acinus info SLIDE                   what a slide is",
            "  ./acinus run SLIDES... -w WORKSPACE   the main job; run it again to resume",
            "",
            "Exit codes: 0 done, 1 some slides failed, 2 usage, 3 bad input, 4 this machine lacks something, 70 a defect."
        },
        subcommands = {
            InfoCommand.class,
            RegionCommand.class,
            TileCommand.class,
            FeaturesCommand.class,
            BagsCommand.class,
            RunCommand.class,
            WatchCommand.class,
            StatusCommand.class,
            RetryCommand.class,
            QuarantineCommand.class,
            AuditCommand.class,
            DbCommand.class,
            ExportCommand.class,
            TrainCommand.class,
            EvaluateCommand.class,
            CalibrateCommand.class,
            SimilarCommand.class,
            PacksCommand.class,
            SynthCommand.class,
            BenchCommand.class,
            DoctorCommand.class,
            DemoCommand.class,
            WorkerCommand.class,
            HelpCommand.class
        })
final class Acinus implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything is called
    private CommandSpec spec;

    @Option(
            names = "--verbose",
            scope = ScopeType.INHERIT,
            description = "Show where an error came from (the stack trace).")
    private boolean verbose;

    /// Without a command: what there is.
    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return ExitCode.USAGE.code();
    }

    boolean verbose() {
        return verbose;
    }
}
