package org.acinus.cli.slide;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.acinus.cli.terminal.CliException;
import org.acinus.cli.terminal.ExitCode;
import org.acinus.heatmap.drawing.RgbPicture;
import org.acinus.wsi.Region;
import org.acinus.wsi.RgbBuffer;
import org.acinus.wsi.Slide;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `region`: one region of a slide as PNG.
@Command(
        name = "region",
        description = "Save one region of a slide as PNG. Origin in level-0 pixels, size in pixels of the level.",
        footer = {
            "",
            "Example:",
            "  ./acinus region slide.svs --x 1000 --y 800 --level 0 --width 512 --height 512 --out r.png"
        })
public final class RegionCommand implements Callable<Integer> {
    /// A picture is held in memory whole; beyond this a pyramid viewer is the better tool.
    private static final long MOST_PIXELS = 100_000_000;

    @Mixin
    private final SlideArgument slide = new SlideArgument();

    @Option(names = "--x", required = true, paramLabel = "X0", description = "Left edge in level-0 pixels.")
    private long x0;

    @Option(names = "--y", required = true, paramLabel = "Y0", description = "Top edge in level-0 pixels.")
    private long y0;

    @Option(
            names = "--level",
            defaultValue = "0",
            paramLabel = "N",
            description = "Pyramid level (default: 0, the finest).")
    private int level;

    @Option(names = "--width", required = true, paramLabel = "PX", description = "Width in pixels of the level.")
    private int width;

    @Option(names = "--height", required = true, paramLabel = "PX", description = "Height in pixels of the level.")
    private int height;

    @Option(names = "--out", required = true, paramLabel = "F.png", description = "The picture to write.")
    @SuppressWarnings("NullAway.Init") // required: picocli sets it
    private Path out;

    @Override
    public Integer call() throws IOException {
        if (width < 1 || height < 1 || (long) width * height > MOST_PIXELS) {
            throw new CliException(
                    ExitCode.USAGE, "A region is 1 to " + MOST_PIXELS + " pixels, not " + width + " x " + height);
        }
        try (Slide opened = slide.open()) {
            int levels = opened.metadata().levels().size();
            if (level < 0 || level >= levels) {
                throw new CliException(
                        ExitCode.USAGE,
                        slide.file().getFileName() + " has levels 0 to " + (levels - 1) + ", not " + level);
            }
            RgbBuffer pixels = RgbBuffer.onHeap(width, height);
            opened.read(new Region(level, x0, y0, width, height), pixels);
            Pictures.writePng(RgbPicture.of(pixels), out);
        }
        return ExitCode.OK.code();
    }
}
