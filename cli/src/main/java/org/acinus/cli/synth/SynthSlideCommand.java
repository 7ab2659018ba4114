package org.acinus.cli.synth;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.acinus.cli.terminal.CliException;
import org.acinus.cli.terminal.ExitCode;
import org.acinus.wsi.Slide;
import org.acinus.wsi.SlideFormats;
import org.acinus.wsi.jpeg.ChromaSubsampling;
import org.acinus.wsi.synthetic.SyntheticSlide;
import org.acinus.wsi.synthetic.artefact.PaintedPicture;
import org.acinus.wsi.write.PixelSource;
import org.acinus.wsi.write.PyramidLayout;
import org.acinus.wsi.write.PyramidSpec;
import org.acinus.wsi.write.PyramidWriter;
import org.acinus.wsi.write.SlideDescription;
import org.acinus.wsi.write.encode.JpegEngine;
import org.acinus.wsi.write.encode.TileCompression;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `synth slide`: one slide of any size.
@Command(
        name = "slide",
        description = {
            "Draw one slide as SVS. With --from, a large slide is put together from the densest part of a real one,",
            "mirrored over islands of tissue: 40000 x 50000 px from OpenSlide's CMU-1-Small-Region.svs is the slide that",
            "readers are measured on. A name that ends in .ome.tif makes it an OME-TIFF."
        },
        footer = {
            "",
            "Examples:",
            "  ./acinus synth slide --width 9000 --height 9000 --out drawn.svs",
            "  ./acinus synth slide --width 16000 --height 16000 --artefact blur:3 --artefact blue_ink --out bad.svs",
            "  ./acinus synth slide --width 40000 --height 50000 --from CMU-1-Small-Region.svs --out large.svs"
        })
public final class SynthSlideCommand implements Callable<Integer> {
    private static final int LONGEST_SIDE = 400_000;
    private static final int BENCHMARK_COARSEST = 4096;
    private static final int DRAWN_COARSEST = 1200;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--width", required = true, paramLabel = "PX", description = "Width in pixels.")
    private int width;

    @Option(names = "--height", required = true, paramLabel = "PX", description = "Height in pixels.")
    private int height;

    @Option(
            names = "--tile",
            defaultValue = "256",
            paramLabel = "PX",
            description = "Edge of stored tiles, 256 or 512 (default: 256).")
    private int tile;

    @Option(
            names = "--subsampling",
            defaultValue = "422",
            paramLabel = "KIND",
            description = "JPEG colour, 444, 422 or 420 (default: 422).")
    private int subsampling;

    @Option(
            names = "--quality",
            defaultValue = "75",
            paramLabel = "N",
            description = "JPEG quality, 1 to 100 (default: 75).")
    private int quality;

    @Option(names = "--from", paramLabel = "SLIDE", description = "Put it together from this slide.")
    private Optional<Path> from = Optional.empty();

    @Option(
            names = {"--spacing", "--mpp"},
            paramLabel = "MICRONS",
            description = "µm per pixel to be stated in the file (default: 0.5, with --from 0.499).")
    private Optional<Double> spacing = Optional.empty();

    @Mixin
    private final ArtefactOptions artefacts = new ArtefactOptions();

    @Option(
            names = "--seed",
            defaultValue = "1",
            paramLabel = "N",
            description = "Another seed, another slide (default: 1).")
    private long seed;

    @Option(names = "--out", required = true, paramLabel = "F.svs", description = "The slide to write.")
    @SuppressWarnings("NullAway.Init") // required: picocli sets it
    private Path out;

    @Override
    public Integer call() throws IOException {
        requireSense();
        JpegEngine engine = JpegEngine.fastest();
        PyramidSpec form = new PyramidSpec(
                tile,
                PyramidSpec.APERIO_STEP,
                from.isPresent() ? BENCHMARK_COARSEST : DRAWN_COARSEST,
                new TileCompression.Jpeg(quality, ChromaSubsampling.valueOf("C" + subsampling), engine),
                isOmeTiff() ? PyramidLayout.OME_TIFF : PyramidLayout.APERIO);
        Files.createDirectories(out.toAbsolutePath().getParent());
        long begin = System.nanoTime();
        int threads = Runtime.getRuntime().availableProcessors();
        SynthProgress progress = new SynthProgress(spec.commandLine().getErr());
        PixelSource plain = source();
        Optional<PaintedPicture> painted = artefacts.paint(plain, micronsPerPixel(), seed);
        new PyramidWriter(form, threads)
                .write(
                        painted.<PixelSource>map(picture -> picture).orElse(plain),
                        description(engine),
                        out,
                        (done, total) -> progress.share(String.valueOf(out.getFileName()), done, total));
        if (painted.isPresent()) {
            ArtefactOptions.writeTruth(
                    painted.get(), micronsPerPixel(), out.toAbsolutePath().resolveSibling(""), stem());
        }
        report(progress, engine, (System.nanoTime() - begin) / 1e9);
        return ExitCode.OK.code();
    }

    private double micronsPerPixel() {
        return spacing.orElse(
                from.isPresent() ? SyntheticSlide.MIRRORED_SPACING_MICRONS : SyntheticSlide.SPACING_MICRONS);
    }

    private SlideDescription description(JpegEngine engine) {
        double microns = micronsPerPixel();
        SlideDescription description =
                from.isPresent() ? SyntheticSlide.putTogether(stem(), microns) : SyntheticSlide.drawn(stem(), microns);
        return description.with("Encoder", engine.label());
    }

    private PixelSource source() {
        if (from.isEmpty()) {
            return SyntheticSlide.tissue(width, height, seed);
        }
        try (Slide slide = SlideFormats.installed().open(from.get())) {
            return SyntheticSlide.mirrored(slide, width, height, seed);
        }
    }

    private void report(SynthProgress progress, JpegEngine engine, double seconds) throws IOException {
        progress.line(String.format(
                Locale.ROOT,
                "%s: %d x %d px, SYNTHETIC, %.1f MB by %s, %.1f s, %.1f MPix/s",
                out.getFileName(),
                width,
                height,
                Files.size(out) / 1e6,
                engine.label(),
                seconds,
                (double) width * height / seconds / 1e6));
    }

    private void requireSense() {
        if (width < 1 || height < 1 || width > LONGEST_SIDE || height > LONGEST_SIDE) {
            throw new CliException(
                    ExitCode.USAGE, "A slide has 1 to " + LONGEST_SIDE + " px a side, not " + width + " x " + height);
        }
        if (tile != 256 && tile != 512) {
            throw new CliException(ExitCode.USAGE, "--tile is 256 or 512, not " + tile);
        }
        if (subsampling != 444 && subsampling != 422 && subsampling != 420) {
            throw new CliException(ExitCode.USAGE, "--subsampling is 444, 422 or 420, not " + subsampling);
        }
        if (quality < 1 || quality > 100) {
            throw new CliException(ExitCode.USAGE, "--quality is 1 to 100, not " + quality);
        }
        if (spacing.isPresent() && !(spacing.get() >= 0.01 && spacing.get() <= 1000)) {
            throw new CliException(ExitCode.USAGE, "--spacing is 0.01 to 1000 µm per pixel, not " + spacing.get());
        }
    }

    private boolean isOmeTiff() {
        String name = out.getFileName().toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".ome.tif") || name.endsWith(".ome.tiff");
    }

    private String stem() {
        String name = out.getFileName().toString();
        int dot = name.lastIndexOf('.');
        String stem = dot > 0 ? name.substring(0, dot) : name;
        // An ImageDescription is plain ASCII in fields parted by bars.
        return stem.replaceAll("[^ -{}~]", "_");
    }
}
