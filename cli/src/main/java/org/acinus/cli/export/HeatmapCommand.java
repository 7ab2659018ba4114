package org.acinus.cli.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.acinus.cli.terminal.Version;
import org.acinus.export.AtomicFile;
import org.acinus.export.ChannelPngWriter;
import org.acinus.export.HeatmapOmeTiffWriter;
import org.acinus.export.SlideReport;
import org.acinus.export.qupath.QuPathFrame;
import org.acinus.heatmap.HeatmapPicture;
import org.acinus.heatmap.plane.HeatChannel;
import org.acinus.outcome.TileResult;
import org.acinus.tissue.Overview;
import org.acinus.wsi.Slide;
import org.acinus.wsi.SlideException;
import org.acinus.wsi.SlideFormats;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `export heatmap`: two pictures a slide, as the run drew them.
@Command(
        name = "heatmap",
        description = {
            "Copy each slide's heatmap to DIR/NAME.png, for people, and DIR/NAME.ome.tif, for QuPath and Fiji.",
            "The OME-TIFF has a channel a number: influence, attention and, where the pack classifies tiles,",
            "probabilities and uncertainty. Its pixels are µm-true and lie on the slide's scanned part."
        },
        footer = {
            "",
            "Examples:",
            "  ./acinus export heatmap -w W --out heat/                   MRXS, SCN and VMS as QuPath crops them",
            "  ./acinus export heatmap -w W --out heat/ --frame full      for QuPath where cropping is switched off",
            "  ./acinus export heatmap -w W --out heat/ --channels        attention and the rest as pictures too"
        })
final class HeatmapCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private final ExportOptions options = new ExportOptions();

    @Option(
            names = "--frame",
            paramLabel = "full|bounds",
            defaultValue = "bounds",
            description = {
                "Begin the OME-TIFF at the corner of the whole slide (full) or of its scanned part (bounds). Default:",
                "${DEFAULT-VALUE}, as the run wrote it (for objects, which QuPath's script moves, it is full)."
            })
    @SuppressWarnings("NullAway.Init") // picocli sets the default
    private QuPathFrame frame;

    @Option(
            names = "--channels",
            description = {
                "Also draw DIR/NAME.CHANNEL.png for every other number: attention, probabilities, uncertainty. Reads the",
                "slides, which must be where the run found them."
            })
    private boolean channels;

    private final HeatmapPicture picture = new HeatmapPicture();

    @Override
    public Integer call() throws IOException {
        HeatmapOmeTiffWriter whole = new HeatmapOmeTiffWriter(Version.number(), true);
        return options.export(spec.commandLine(), (report, at) -> {
            copy(at.folder().resolve("heatmap.png"), options.file(at.name() + ".png"));
            Path planes = options.file(at.name() + ".ome.tif");
            if (frame == QuPathFrame.FULL) {
                whole.publish(planes, report);
            } else {
                copy(at.folder().resolve("heatmap.ome.tif"), planes);
            }
            if (channels) {
                draw(report, at);
            }
        });
    }

    private void draw(SlideReport report, FinishedSlides.Place at) throws IOException {
        List<TileResult> tiles = new ArrayList<>();
        report.tiles().forEach(tiles::add);
        Overview overview;
        try (Slide slide = SlideFormats.installed().open(at.slide())) {
            overview = HeatmapPicture.overviewOf(slide);
        } catch (SlideException unreadable) {
            throw new IOException("--channels cannot read the slide: " + unreadable.getMessage(), unreadable);
        }
        for (HeatChannel channel : ChannelPngWriter.channels(tiles)) {
            ChannelPngWriter png = new ChannelPngWriter(picture, overview, tiles, channel);
            AtomicFile.write(options.file(at.name() + "." + png.key() + ".png"), out -> png.write(report, out));
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        if (Files.notExists(from)) {
            throw new IOException(from + " is missing; run the slide again with --redraw");
        }
        AtomicFile.write(to, out -> Files.copy(from, out));
    }
}
