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
import org.acinus.cli.slide.QualityOptions;
import org.acinus.cli.slide.ReaderOption;
import org.acinus.cli.slide.SlidesCsvOption;
import org.acinus.cli.slide.StainOption;
import org.acinus.cli.terminal.CliException;
import org.acinus.cli.terminal.ExitCode;
import org.acinus.cli.worker.StopSignals;
import org.acinus.draft.Drafts;
import org.acinus.mil.djl.ExtractorSettings;
import org.acinus.mil.features.BagIndex;
import org.acinus.mil.features.FeaturePrecision;
import org.acinus.mil.pack.ModelPack;
import org.acinus.mil.pack.store.PackStore;
import org.acinus.pipeline.SlideFolder;
import org.acinus.pipeline.SlideOverride;
import org.acinus.pipeline.SlideProgress;
import org.acinus.pipeline.SlidesCsv;
import org.acinus.pipeline.model.TileFeatures;
import org.acinus.quality.CheckedTiles;
import org.acinus.stain.StainNotFittedException;
import org.acinus.tiling.TilePlan;
import org.acinus.tissue.TissueDetector;
import org.acinus.wsi.Slide;
import org.acinus.wsi.SlideException;
import org.acinus.wsi.SlideFormats;
import org.acinus.wsi.identity.SlideHash;
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
        footer = {
            "",
            "Examples:",
            "  ./acinus features slides/ --pack lite0 --out bags/",
            "  ./acinus features slides/ --pack lite0 --pack gleason-mobilenet --float16 --out bags/",
            "",
            "Packs that want tiles of another size or spacing take a pass of their own over each slide; which packs share",
            "one is said before the first slide. What is in a bag: ./acinus bags show BAG."
        })
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
            description = {
                "Encoder pack, by name or folder (default: ${DEFAULT-VALUE}). Several, each after its own --pack, share",
                "one pass over the pixels where they want the same tiles; each then has a folder of its name in DIR."
            })
    private List<String> names = List.of();

    @Option(
            names = "--float16",
            description = "Store embeddings in half precision: half the size, three to four digits.")
    private boolean half;

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
    private final QualityOptions quality = new QualityOptions();

    @Mixin
    private final FastDownsampleOption downsampling = new FastDownsampleOption();

    @Mixin
    private final StainOption stain = new StainOption();

    @Mixin
    private final SlidesCsvOption slidesCsv = new SlidesCsvOption();

    @Override
    public Integer call() throws IOException, InterruptedException {
        return StopSignals.listening(
                this::embedAll,
                () -> spec.commandLine()
                        .getErr()
                        .println("acinus: stopped; bags that are done stay, the same command resumes"));
    }

    private int embedAll() throws IOException, InterruptedException {
        SlideFolder.Listing listing = SlideFolder.list(paths);
        if (listing.slides().isEmpty()) {
            throw new CliException(ExitCode.INPUT, "no slide among " + paths);
        }
        SlidesCsv stated = slidesCsv.read();
        SlideFormats formats = downsampling.view(reader.formats());
        PackStore store = commercial.permitted(packs.store(Optional.empty()));
        List<ModelPack> encoders = names.stream().distinct().map(store::find).toList();
        // A killed process may have left a bag half written, here or in a pack's own folder.
        Drafts.removeAbandoned(out, 2);
        int failures;
        try (TissueDetector detector = tissue.open(store);
                PackPasses passes = PackPasses.open(
                        encoders,
                        settings(),
                        CheckedTiles.selector(detector, quality.limits()),
                        out,
                        precision(),
                        stain.staining())) {
            passes.describe().forEach(spec.commandLine().getErr()::println);
            failures = embedEach(listing.slides(), stated, formats, passes, detector);
        }
        boolean onlyOne = listing.slides().size() == 1;
        return (failures == 0 ? ExitCode.OK : onlyOne ? ExitCode.INPUT : ExitCode.SOME_FAILED).code();
    }

    /// @return how many slides could not be embedded
    private int embedEach(
            List<SlideFolder.Found> slides,
            SlidesCsv stated,
            SlideFormats formats,
            PackPasses passes,
            TissueDetector detector)
            throws InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        FeatureProgress progress = new FeatureProgress(err, slides.size());
        int failures = 0;
        int number = 0;
        for (SlideFolder.Found slide : slides) {
            number++;
            SlideOverride override = stated.of(slide.relative());
            if (override.exclude()) {
                err.println(slide.relative() + ": left out by --slides-csv");
                continue;
            }
            try (Slide opened = override.open(() -> formats.open(slide.path()))) {
                embed(passes, detector, opened, slide.path(), new Shown(progress, number));
            } catch (SlideException | StainNotFittedException bad) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                err.println("acinus: " + FailureReport.of(bad).line());
                failures++;
            }
        }
        return failures;
    }

    private ExtractorSettings settings() {
        return device.settings(Runtime.getRuntime().availableProcessors());
    }

    private FeaturePrecision precision() {
        return half ? FeaturePrecision.FLOAT16 : FeaturePrecision.FLOAT32;
    }

    /// Where the progress of one slide is shown.
    private record Shown(FeatureProgress progress, int number) {
        SlideProgress of(Path file, PackPasses passes, PackPasses.Pass pass) {
            String which = passes.passes().size() == 1 ? "" : String.join(", ", pass.packs());
            return progress.of(String.valueOf(file.getFileName()), number, which);
        }
    }

    private void embed(PackPasses passes, TissueDetector detector, Slide slide, Path file, Shown shown)
            throws InterruptedException {
        String sha256 = SlideHash.of(file);
        for (PackPasses.Pass pass : passes.passes()) {
            long started = System.nanoTime();
            TilePlan plan = CheckedTiles.of(slide, pass.tiling(), detector, quality.limits())
                    .plan();
            List<TileFeatures> features;
            try {
                features = pass.stage().embedAll(sha256, slide, plan, shown.of(file, passes, pass));
            } finally {
                shown.progress().clear();
            }
            double seconds = (System.nanoTime() - started) / 1e9;
            for (TileFeatures each : features) {
                BagIndex.add(each.bag().resolveSibling("."), Map.of(String.valueOf(file.getFileName()), sha256));
                print(file, each, seconds);
            }
        }
    }

    private void print(Path file, TileFeatures features, double seconds) {
        PrintWriter print = spec.commandLine().getOut();
        print.printf(
                Locale.ROOT,
                "%s: %,d tiles, %d unreadable, %.1f s, %s%n",
                file.getFileName(),
                features.tiles().size(),
                features.unreadable().size(),
                seconds,
                out.toAbsolutePath().relativize(features.bag().toAbsolutePath()));
        print.flush();
    }
}
