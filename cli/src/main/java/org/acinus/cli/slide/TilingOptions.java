package org.acinus.cli.slide;

import java.util.List;
import org.acinus.cli.terminal.CliException;
import org.acinus.cli.terminal.ExitCode;
import org.acinus.tiling.EdgePolicy;
import org.acinus.tiling.TilingSpec;
import picocli.CommandLine.Option;

/// What tiles are wanted, where no model pack decides.
final class TilingOptions {
    @Option(
            names = "--spacing",
            defaultValue = "0.5",
            split = ",",
            paramLabel = "UM",
            description = {
                "Target spacing in µm per pixel (default: ${DEFAULT-VALUE}). With several, by comma or each after its own",
                "--spacing, the grid is laid and tissue judged at the first; the others give tiles of the same size in",
                "pixels about the same centres, in files named by their spacing, such as tiles-2um.csv."
            })
    private List<Double> spacings = List.of();

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

    @Option(
            names = "--edges",
            defaultValue = "pad",
            paramLabel = "POLICY",
            description = {
                "What becomes of tiles that reach beyond the slide: pad (background beyond it), drop (whole tiles only),",
                "shift (moved inside, so that they overlap their neighbours); default: ${DEFAULT-VALUE}. Tiles of",
                "further spacings keep their centres, so they are padded whatever this says."
            })
    @SuppressWarnings("NullAway.Init") // has a default
    private EdgePolicy edges;

    @Option(
            names = "--upsample",
            description = {
                "Allow a spacing finer than the scan: pixels between those that were scanned are interpolated, and it is",
                "said so. Without it such a slide is refused."
            })
    private boolean upsampling;

    /// The tiles of the first spacing.
    TilingSpec spec() {
        try {
            return new TilingSpec(
                    tilePixels, spacings.getFirst(), overlapPixels, minTissue, spacingTolerance, edges, upsampling);
        } catch (IllegalArgumentException senseless) {
            throw new CliException(ExitCode.USAGE, String.valueOf(senseless.getMessage()), senseless);
        }
    }

    /// The other spacings, in µm per pixel, in the order given.
    List<Double> others() {
        List<Double> distinct = spacings.stream().distinct().toList();
        for (double spacing : distinct) {
            if (!(spacing > 0 && Double.isFinite(spacing))) {
                throw new CliException(ExitCode.USAGE, "--spacing must be positive, not " + spacing);
            }
        }
        return distinct.subList(1, distinct.size());
    }
}
