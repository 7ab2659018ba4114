package org.acinus.cli.synth;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `synth`: slides that no patient ever gave.
@Command(
        name = "synth",
        description =
                "Draw synthetic slides: for trying things out, for tests and for measuring. No patient is in them.",
        footer = {
            "",
            "Examples:",
            "  ./acinus synth slide --width 9000 --height 9000 --out drawn.svs",
            "  ./acinus synth cohort --slides 80 --task binary --out cohort/"
        },
        subcommands = {SynthSlideCommand.class, SynthCohortCommand.class})
public final class SynthCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything is called
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to draw: slide or cohort");
    }
}
