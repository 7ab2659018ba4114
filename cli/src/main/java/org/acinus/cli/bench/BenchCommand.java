package org.acinus.cli.bench;

import org.acinus.cli.bench.export.ExportBenchCommand;
import org.acinus.cli.bench.export.SimilarBenchCommand;
import org.acinus.cli.bench.ledger.DbBenchCommand;
import org.acinus.cli.bench.ledger.DeletionBenchCommand;
import org.acinus.cli.bench.ledger.WatchBenchCommand;
import org.acinus.cli.bench.model.BagBenchCommand;
import org.acinus.cli.bench.model.ExtractBenchCommand;
import org.acinus.cli.bench.model.TrainBenchCommand;
import org.acinus.cli.bench.read.ReadBenchCommand;
import org.acinus.cli.bench.read.StreamBenchCommand;
import org.acinus.cli.experiment.ExperimentsCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `bench`: measurements on the user's own machine and slides.
@Command(
        name = "bench",
        description = "Measure on this machine and on your own slides.",
        footer = {
            "",
            "Examples:",
            "  ./acinus bench read --help            what it measures, and on what",
            "  ./acinus bench read --slide slide.svs"
        },
        subcommands = {
            ReadBenchCommand.class,
            ExtractBenchCommand.class,
            StreamBenchCommand.class,
            DbBenchCommand.class,
            ExportBenchCommand.class,
            WatchBenchCommand.class,
            QualityBenchCommand.class,
            EvaluateBenchCommand.class,
            DeletionBenchCommand.class,
            SimilarBenchCommand.class,
            TrainBenchCommand.class,
            BagBenchCommand.class,
            ExperimentsCommand.class
        })
public final class BenchCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "Say what to measure: one of "
                        + String.join(", ", spec.subcommands().keySet()));
    }
}
