package org.acinus.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.acinus.mil.pack.PackStore;
import picocli.CommandLine.Option;

/// Which model is asked, and on which device.
final class ModelOptions {
    @Option(
            names = "--pack",
            defaultValue = "demo-head",
            paramLabel = "PACK",
            description = "Model pack to ask, by name or folder (default: ${DEFAULT-VALUE}, for demonstration only).")
    @SuppressWarnings("NullAway.Init") // has a default
    private String pack;

    @Option(names = "--packs", paramLabel = "DIR", description = "Folder in which packs are looked for first.")
    private Optional<Path> packs = Optional.empty();

    @Option(
            names = "--device",
            defaultValue = "auto",
            paramLabel = "DEVICE",
            description = "Where networks run: auto, cpu or cuda:N (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // has a default
    private String device;

    @Option(
            names = "--threads",
            defaultValue = "0",
            paramLabel = "N",
            description = "Threads of a network on the CPU; 0 takes one a core (default: ${DEFAULT-VALUE}).")
    private int threads;

    String pack() {
        return pack;
    }

    String device() {
        return device;
    }

    int threads() {
        return threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
    }

    PackStore store(Optional<Path> workspace) {
        return PackStores.open(packs, workspace);
    }

    /// The same options for a worker's command line.
    List<String> arguments() {
        List<String> arguments =
                new ArrayList<>(List.of("--pack", pack, "--device", device, "--threads", String.valueOf(threads)));
        packs.ifPresent(folder ->
                arguments.addAll(List.of("--packs", folder.toAbsolutePath().toString())));
        return arguments;
    }
}
