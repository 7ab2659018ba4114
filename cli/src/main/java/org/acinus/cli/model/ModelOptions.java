package org.acinus.cli.model;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.acinus.cli.terminal.CliException;
import org.acinus.cli.terminal.ExitCode;
import org.acinus.mil.djl.ExtractorSettings;
import org.acinus.mil.pack.store.DefaultPack;
import org.acinus.mil.pack.store.PackStore;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Which model is asked, and on which device.
public final class ModelOptions {
    @Option(
            names = "--pack",
            paramLabel = "PACK",
            description = "Model pack to ask, by name or folder (default: the head or Gleason classifier that is"
                    + " installed; where none is, demo-head, for demonstration only).")
    private Optional<String> pack = Optional.empty();

    @Mixin
    private final PackOptions packs = new PackOptions();

    @Mixin
    private final CommercialOption commercial = new CommercialOption();

    @Mixin
    private final TissueOption tissue = new TissueOption();

    @Mixin
    private final DeviceOption device = new DeviceOption();

    @Option(
            names = "--threads",
            defaultValue = "0",
            paramLabel = "N",
            description = "Threads of a network on the processor; 0 takes one a core (default: ${DEFAULT-VALUE}).")
    private int threads;

    /// The pack that was asked for, or the one that is asked by default.
    ///
    /// @param store whose packs there are
    /// @throws CliException where several could be asked, and none was named
    public String pack(PackStore store) {
        if (pack.isPresent()) {
            return pack.get();
        }
        List<String> candidates = DefaultPack.candidates(store.list());
        if (candidates.size() > 1) {
            throw new CliException(
                    ExitCode.USAGE,
                    "several model packs could be asked: " + String.join(", ", candidates)
                            + "; say which with --pack NAME");
        }
        return candidates.getFirst();
    }

    /// Who finds the tissue.
    public TissueOption tissue() {
        return tissue;
    }

    /// As it was asked for.
    public String deviceName() {
        return device.name();
    }

    /// How the encoder is run, on devices which are there.
    public ExtractorSettings settings() {
        return device.settings(threads > 0 ? threads : Runtime.getRuntime().availableProcessors());
    }

    public PackStore store(Path workspace) {
        return commercial.permitted(packs.store(Optional.of(workspace)));
    }

    /// The same options for a worker's command line.
    public List<String> arguments() {
        List<String> arguments = new ArrayList<>(List.of("--threads", String.valueOf(threads)));
        pack.ifPresent(name -> arguments.addAll(List.of("--pack", name)));
        arguments.addAll(packs.arguments());
        arguments.addAll(commercial.arguments());
        arguments.addAll(tissue.arguments());
        arguments.addAll(device.arguments());
        return arguments;
    }
}
