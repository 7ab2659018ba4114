package org.acinus.cli.slide;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.acinus.cli.terminal.CliException;
import org.acinus.cli.terminal.ExitCode;
import org.acinus.stain.StainMethod;
import org.acinus.stain.Staining;
import picocli.CommandLine.Option;

/// Whether and how a slide's colours are changed.
public final class StainOption {
    private static final String TARGET = "--stain-target";

    @Option(
            names = "--stain",
            defaultValue = "none",
            paramLabel = "METHOD",
            description = {
                "Bring each slide's stains to a reference: macenko, reinhard, vahadane, or none (default:",
                "${DEFAULT-VALUE}). Fitted once a slide from its tissue. The reference is that of Macenko et al. (2009)",
                "or --stain-target. For models that were trained on tiles normalised likewise."
            })
    @SuppressWarnings("NullAway.Init") // has a default
    private String name;

    @Option(
            names = TARGET,
            paramLabel = "TARGET",
            description = {
                "What --stain brings slides to: a slide or a PNG or JPEG picture of stained tissue that they shall look",
                "like, or the optical densities of haematoxylin and eosin in red, green and blue, such as",
                "0.65,0.70,0.29:0.07,0.99,0.11."
            })
    private Optional<String> target = Optional.empty();

    private Optional<Staining> staining = Optional.empty();

    /// The method and what it brings slides to, which is read once.
    ///
    /// @throws CliException where there is no such method, or the target gives nothing to bring slides to
    public Staining staining() {
        if (staining.isEmpty()) {
            staining = Optional.of(read());
        }
        return staining.get();
    }

    private Staining read() {
        StainMethod method;
        try {
            method = StainMethod.of(name);
        } catch (IllegalArgumentException unknown) {
            throw new CliException(ExitCode.USAGE, "--stain: " + unknown.getMessage(), unknown);
        }
        if (target.isEmpty()) {
            return Staining.of(method);
        }
        if (method == StainMethod.NONE) {
            throw new CliException(ExitCode.USAGE, TARGET + " wants a method: --stain macenko, reinhard or vahadane");
        }
        return StainTarget.read(target.get(), method);
    }

    /// The same options for a worker's command line.
    public List<String> arguments() {
        List<String> arguments = new ArrayList<>(List.of("--stain", name));
        target.ifPresent(text -> {
            arguments.add(TARGET);
            arguments.add(
                    StainTarget.isVectors(text)
                            ? text
                            : Path.of(text).toAbsolutePath().toString());
        });
        return arguments;
    }
}
