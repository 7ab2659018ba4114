package org.acinus.cli.bags;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `bags`: feature bags.
@Command(
        name = "bags",
        description = "Show feature bags, import those of other programs, export to them.",
        subcommands = {BagsShowCommand.class, BagsImportCommand.class, BagsExportCommand.class},
        footer = {
            "",
            "Examples:",
            "  ./acinus bags show bags/SLIDE.arrow --json",
            "  ./acinus bags import trident/features/ --encoder uni2-h --slides slides/ --out bags/",
            "  ./acinus bags export bags/*.arrow --format npz --out npz/",
            "",
            "In Python an Arrow bag is read without a copy by",
            "  table = pyarrow.ipc.open_file(pyarrow.memory_map('BAG.arrow')).read_all()",
            "  features = table['features'].combine_chunks().flatten().to_numpy().reshape(table.num_rows, -1)"
        })
public final class BagsCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do with bags: show, import or export");
    }
}
