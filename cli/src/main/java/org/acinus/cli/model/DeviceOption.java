package org.acinus.cli.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.acinus.mil.djl.ExtractorSettings;
import org.acinus.mil.djl.InferenceDevice;
import org.acinus.mil.djl.InferenceEngine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Where and by what encoders are computed.
public final class DeviceOption {
    private static final String BATCH = "--batch";

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--device",
            defaultValue = "auto",
            paramLabel = "DEVICE",
            description = {
                "auto, cpu, cuda:N or several GPUs as cuda:0,cuda:1 (default: auto, the first GPU that can be used,",
                "else the processor). A GPU that is asked for and is not there is an error."
            })
    @SuppressWarnings("NullAway.Init") // picocli sets the default
    private String name;

    @Option(
            names = "--engine",
            defaultValue = "auto",
            paramLabel = "ENGINE",
            description = "auto, onnx or pytorch (default: auto, onnx where the pack has a graph for it).")
    @SuppressWarnings("NullAway.Init") // picocli sets the default
    private String engine;

    @Option(
            names = BATCH,
            defaultValue = "0",
            paramLabel = "TILES",
            description = "Tiles given to the device at a time; 0 chooses by its memory (default: ${DEFAULT-VALUE}).")
    private int batch;

    /// The first of the devices, which are there.
    ///
    /// @throws org.acinus.mil.djl.DeviceUnavailableException where a GPU was asked for that cannot be used
    public InferenceDevice find() {
        return devices().getFirst();
    }

    /// How an encoder is to be run.
    ///
    /// @param threads of the processor
    /// @throws org.acinus.mil.djl.DeviceUnavailableException where a GPU was asked for that cannot be used
    public ExtractorSettings settings(int threads) {
        if (batch < 0 || batch > 4096) {
            throw new ParameterException(spec.commandLine(), BATCH + " must be 0 to 4096, not " + batch);
        }
        return new ExtractorSettings(
                engine(), devices(), threads, batch == 0 ? OptionalInt.empty() : OptionalInt.of(batch));
    }

    private List<InferenceDevice> devices() {
        InferenceEngine wanted = engine();
        try {
            return InferenceDevice.find(name, wanted);
        } catch (IllegalArgumentException noDevice) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--device must be auto, cpu, cuda:N or a list of different cuda:N, not '" + name + "'",
                    noDevice);
        }
    }

    private InferenceEngine engine() {
        try {
            return InferenceEngine.valueOf(engine.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException noEngine) {
            throw new ParameterException(
                    spec.commandLine(), "--engine must be auto, onnx or pytorch, not '" + engine + "'", noEngine);
        }
    }

    /// As it was asked for.
    String name() {
        return name;
    }

    /// The same options for a worker's command line.
    public List<String> arguments() {
        List<String> arguments = new ArrayList<>(List.of("--device", name, "--engine", engine));
        arguments.addAll(List.of(BATCH, String.valueOf(batch)));
        return arguments;
    }
}
