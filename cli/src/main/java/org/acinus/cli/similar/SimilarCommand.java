package org.acinus.cli.similar;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `similar`: known slides to compare others with.
@Command(
        name = "similar",
        description = {
            "Keep known slides to compare others with.",
            "A run shows the nearest tiles of slides without and with cancer beside a slide's loudest ones."
        },
        footer = {
            "",
            "Examples:",
            "  ./acinus features known/ --pack lite0 --out bags/",
            "  ./acinus similar index --bags bags/ --labels labels.csv --slides known/ --out known.json",
            "  ./acinus run slides/ -w W --pack my-head --similar known.json",
            "",
            "Research use only; not a medical device."
        },
        subcommands = {SimilarIndexCommand.class})
public final class SimilarCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything is called
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: index");
    }
}
