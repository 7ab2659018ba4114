package org.acinus.cli.model;

import java.util.List;
import org.acinus.mil.djl.InferenceDevice;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Where models compute.
public final class DeviceOption {
    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--device",
            defaultValue = "auto",
            paramLabel = "DEVICE",
            description = "auto, cpu or cuda:N (default: auto, the first GPU that can be used, else the processor).")
    @SuppressWarnings("NullAway.Init") // picocli sets the default
    private String name;

    /// The device, which is there.
    ///
    /// @throws org.acinus.mil.djl.DeviceUnavailableException where a GPU was asked for that cannot be used
    public InferenceDevice find() {
        try {
            return InferenceDevice.find(name);
        } catch (IllegalArgumentException noDevice) {
            throw new ParameterException(
                    spec.commandLine(), "--device must be auto, cpu or cuda:N, not '" + name + "'", noDevice);
        }
    }

    /// As it was asked for.
    String name() {
        return name;
    }

    /// The same option for a worker's command line.
    public List<String> arguments() {
        return List.of("--device", name);
    }
}
