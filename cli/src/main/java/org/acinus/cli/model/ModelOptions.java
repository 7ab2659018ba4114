package org.acinus.cli.model;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.acinus.mil.djl.InferenceDevice;
import org.acinus.mil.pack.PackStore;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Which model is asked, and on which device.
public final class ModelOptions {
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

    public String pack() {
        return pack;
    }

    /// Who finds the tissue.
    public TissueOption tissue() {
        return tissue;
    }

    /// As it was asked for.
    public String deviceName() {
        return device.name();
    }

    /// The device, which is there.
    public InferenceDevice device() {
        return device.find();
    }

    public int threads() {
        return threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
    }

    public PackStore store(Path workspace) {
        return commercial.permitted(packs.store(Optional.of(workspace)));
    }

    /// The same options for a worker's command line.
    public List<String> arguments() {
        List<String> arguments = new ArrayList<>(List.of("--pack", pack, "--threads", String.valueOf(threads)));
        arguments.addAll(packs.arguments());
        arguments.addAll(commercial.arguments());
        arguments.addAll(tissue.arguments());
        arguments.addAll(device.arguments());
        return arguments;
    }
}
