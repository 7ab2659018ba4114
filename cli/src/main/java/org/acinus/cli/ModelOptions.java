package org.acinus.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.acinus.mil.djl.InferenceDevice;
import org.acinus.mil.pack.PackStore;
import picocli.CommandLine.Mixin;
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

    @Mixin
    private final PackOptions packs = new PackOptions();

    @Mixin
    private final DeviceOption device = new DeviceOption();

    @Option(
            names = "--threads",
            defaultValue = "0",
            paramLabel = "N",
            description = "Threads of a network on the processor; 0 takes one a core (default: ${DEFAULT-VALUE}).")
    private int threads;

    String pack() {
        return pack;
    }

    /// As it was asked for.
    String deviceName() {
        return device.name();
    }

    /// The device, which is there.
    InferenceDevice device() {
        return device.find();
    }

    int threads() {
        return threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
    }

    PackStore store(Path workspace) {
        return packs.store(Optional.of(workspace));
    }

    /// The same options for a worker's command line.
    List<String> arguments() {
        List<String> arguments = new ArrayList<>(List.of("--pack", pack, "--threads", String.valueOf(threads)));
        arguments.addAll(packs.arguments());
        arguments.addAll(device.arguments());
        return arguments;
    }
}
