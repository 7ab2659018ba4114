package org.acinus.cli.slide;

import org.acinus.cli.terminal.CliException;
import org.acinus.cli.terminal.ExitCode;
import org.acinus.tiling.TilingSpec;
import picocli.CommandLine.Option;

/// What tiles are wanted, where no model pack decides.
final class TilingOptions {
    @Option(
            names = "--spacing",
            defaultValue = "0.5",
            paramLabel = "UM",
            description = "Target spacing in µm per pixel (default: ${DEFAULT-VALUE}).")
    private double spacingMicrons;

    @Option(
            names = "--size",
            defaultValue = "256",
            paramLabel = "PX",
            description = "Width and height of a tile in pixels (default: ${DEFAULT-VALUE}).")
    private int tilePixels;

    @Option(
            names = "--overlap",
            defaultValue = "0",
            paramLabel = "PX",
            description = "Pixels shared by neighbouring tiles (default: ${DEFAULT-VALUE}).")
    private int overlapPixels;

    @Option(
            names = "--min-tissue",
            defaultValue = "0.5",
            paramLabel = "SHARE",
            description = "Least share of a tile that must be tissue (default: ${DEFAULT-VALUE}).")
    private double minTissue;

    @Option(
            names = "--spacing-tolerance",
            defaultValue = "0.02",
            paramLabel = "SHARE",
            description = {
                "Use a level as it is when its spacing misses the target by at most this share (default:"
                        + " ${DEFAULT-VALUE}); 0 always averages."
            })
    private double spacingTolerance;

    TilingSpec spec() {
        try {
            return new TilingSpec(tilePixels, spacingMicrons, overlapPixels, minTissue, spacingTolerance);
        } catch (IllegalArgumentException senseless) {
            throw new CliException(ExitCode.USAGE, String.valueOf(senseless.getMessage()), senseless);
        }
    }
}
