package org.acinus.cli.slide;

import java.util.List;
import org.acinus.cli.terminal.CliException;
import org.acinus.cli.terminal.ExitCode;
import org.acinus.stain.StainMethod;
import picocli.CommandLine.Option;

/// Whether and how a slide's colours are brought to a reference.
public final class StainOption {
    @Option(
            names = "--stain",
            defaultValue = "none",
            paramLabel = "METHOD",
            description = {
                "Bring each slide's stains to a fixed reference: macenko, reinhard, vahadane, or none (default:",
                "${DEFAULT-VALUE}). Fitted once a slide from its tissue. The reference is that of Macenko et al. (2009).",
                "For models that were trained on tiles normalised likewise."
            })
    @SuppressWarnings("NullAway.Init") // has a default
    private String name;

    /// The method.
    ///
    /// @throws CliException where there is none of that name
    public StainMethod method() {
        try {
            return StainMethod.of(name);
        } catch (IllegalArgumentException unknown) {
            throw new CliException(ExitCode.USAGE, "--stain: " + unknown.getMessage(), unknown);
        }
    }

    /// The same option for a worker's command line.
    public List<String> arguments() {
        return List.of("--stain", name);
    }
}
