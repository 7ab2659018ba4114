package org.acinus.cli.bags;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.acinus.cli.terminal.CliException;
import org.acinus.cli.terminal.ExitCode;
import org.acinus.mil.features.exchange.BagExport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `bags export`.
@Command(
        name = "export",
        description = {
            "Write bags for other programs. npz: NumPy's archive; trident: TRIDENT's HDF5, features and coords. Files are",
            "named like the bags: by hashes, never by slides, whose names may tell who the patient is."
        },
        footer = {
            "",
            "Examples:",
            "  ./acinus bags export bags/*.arrow --format npz --out npz/",
            "  ./acinus bags export bags/*.arrow --format trident --out h5/",
            "",
            "Reading them in Python:",
            "  with numpy.load('BAG.npz') as bag: features, coords = bag['features'], bag['coords']",
            "  with h5py.File('BAG.h5') as bag: features, coords = bag['features'][:], bag['coords'][:]",
            "coords are x and y of each tile's upper left corner in level-0 pixels."
        })
final class BagsExportCommand implements Callable<Integer> {
    private static final Map<String, BagExport> FORMATS = new LinkedHashMap<>();

    static {
        FORMATS.put("npz", BagExport.NPZ);
        FORMATS.put("trident", BagExport.TRIDENT);
    }

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "BAG", description = "Arrow files.")
    private List<Path> files = List.of();

    @Option(
            names = "--format",
            defaultValue = "npz",
            paramLabel = "FORMAT",
            description = "npz or trident (default: npz).")
    @SuppressWarnings("NullAway.Init") // has a default
    private String format;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder for the files.")
    @SuppressWarnings("NullAway.Init") // required: picocli sets it
    private Path out;

    @Override
    public Integer call() {
        BagExport export = FORMATS.get(format);
        if (export == null) {
            throw new CliException(ExitCode.USAGE, "--format must be npz or trident, not '" + format + "'");
        }
        PrintWriter print = spec.commandLine().getOut();
        for (Path file : files) {
            String name = String.valueOf(file.getFileName()).replaceFirst("\\.arrow$", "");
            try {
                print.println(export.run(file, out, name));
            } catch (IllegalArgumentException empty) {
                throw new CliException(ExitCode.INPUT, String.valueOf(empty.getMessage()), empty);
            }
        }
        return ExitCode.OK.code();
    }
}
