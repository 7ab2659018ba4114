package org.acinus.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.acinus.cli.failure.FailureReport;
import org.acinus.cli.model.CommercialOption;
import org.acinus.cli.model.DeviceOption;
import org.acinus.cli.model.PackOptions;
import org.acinus.cli.model.TissueOption;
import org.acinus.cli.slide.FastDownsampleOption;
import org.acinus.cli.slide.ReaderOption;
import org.acinus.cli.terminal.CacheFolder;
import org.acinus.cli.terminal.CliException;
import org.acinus.cli.terminal.ExitCode;
import org.acinus.mil.FeatureExtractor;
import org.acinus.mil.djl.GoldenCheck;
import org.acinus.mil.features.BagIndex;
import org.acinus.mil.pack.EncoderSpec;
import org.acinus.mil.pack.ModelPack;
import org.acinus.mil.pack.PackStore;
import org.acinus.pipeline.FeatureStage;
import org.acinus.pipeline.SlideFolder;
import org.acinus.pipeline.TileFeatures;
import org.acinus.tiling.TilePlan;
import org.acinus.tiling.TilingSpec;
import org.acinus.tissue.TissueDetector;
import org.acinus.tissue.TissueTiles;
import org.acinus.wsi.ReopeningSlide;
import org.acinus.wsi.Slide;
import org.acinus.wsi.SlideException;
import org.acinus.wsi.SlideFormats;
import org.acinus.wsi.SlideHash;
import org.acinus.wsi.SlideSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `features`: slides become feature bags.
@Command(
        name = "features",
        description = {
            "Embed the tissue tiles of slides with an encoder pack: one Arrow file a slide, and slides.csv, which says",
            "which slide became which file. A bag that is there already is kept, so the same command resumes."
        },
        footer = {"", "Example:", "  ./acinus features slides/ --pack lite0 --out bags/"})
final class FeaturesCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "SLIDE", description = "Slides, or folders that are searched for them.")
    private List<Path> paths = List.of();

    @Option(
            names = "--pack",
            defaultValue = "lite0",
            paramLabel = "PACK",
            description = "Encoder pack, by name or folder (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // has a default
    private String pack;

    @Mixin
    private final PackOptions packs = new PackOptions();

    @Mixin
    private final CommercialOption commercial = new CommercialOption();

    @Mixin
    private final DeviceOption device = new DeviceOption();

    @Mixin
    private final TissueOption tissue = new TissueOption();

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder for the bags; made if missing.")
    @SuppressWarnings("NullAway.Init") // required: picocli sets it
    private Path out;

    @Mixin
    private final ReaderOption reader = new ReaderOption();

    @Mixin
    private final FastDownsampleOption downsampling = new FastDownsampleOption();

    @Override
    public Integer call() throws IOException, InterruptedException {
        SlideFolder.Listing listing = SlideFolder.list(paths);
        if (listing.slides().isEmpty()) {
            throw new CliException(ExitCode.INPUT, "no slide among " + paths);
        }
        SlideFormats formats = downsampling.view(reader.formats());
        PackStore store = commercial.permitted(packs.store(Optional.empty()));
        ModelPack encoder = store.find(pack);
        int threads = Runtime.getRuntime().availableProcessors();
        int failures = 0;
        try (TissueDetector detector = tissue.open(store);
                FeatureExtractor extractor =
                        new GoldenCheck(CacheFolder.path()).open(encoder, device.find(), threads)) {
            FeatureStage stage = new FeatureStage(extractor, out, detector.name());
            for (SlideFolder.Found slide : listing.slides()) {
                try {
                    embed(stage, detector, encoder.encoder(), () -> formats.open(slide.path()), slide.path());
                } catch (SlideException bad) {
                    spec.commandLine()
                            .getErr()
                            .println("acinus: " + FailureReport.of(bad).line());
                    failures++;
                }
            }
        }
        boolean onlyOne = listing.slides().size() == 1;
        return (failures == 0 ? ExitCode.OK : onlyOne ? ExitCode.INPUT : ExitCode.SOME_FAILED).code();
    }

    private void embed(FeatureStage stage, TissueDetector detector, EncoderSpec encoder, SlideSource source, Path file)
            throws InterruptedException {
        long started = System.nanoTime();
        try (Slide slide = ReopeningSlide.open(source)) {
            String sha256 = SlideHash.of(file);
            TilingSpec tiling = TilingSpec.of(encoder.inputPixels(), encoder.spacingMicrons());
            TilePlan plan = TissueTiles.of(slide, tiling, detector).plan();
            TileFeatures features = stage.embed(sha256, slide, plan, (done, total) -> {});
            BagIndex.add(out, Map.of(String.valueOf(file.getFileName()), sha256));
            PrintWriter print = spec.commandLine().getOut();
            print.printf(
                    Locale.ROOT,
                    "%s: %,d tiles, %d unreadable, %.1f s, %s%n",
                    file.getFileName(),
                    features.tiles().size(),
                    features.unreadable().size(),
                    (System.nanoTime() - started) / 1e9,
                    features.bag().getFileName());
            print.flush();
        }
    }
}
