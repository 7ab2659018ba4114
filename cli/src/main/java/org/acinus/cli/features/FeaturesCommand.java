package org.acinus.cli.features;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.acinus.cli.isolation.CohortProcess;
import org.acinus.cli.isolation.CohortRecord;
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
import org.acinus.draft.Drafts;
import org.acinus.intake.folder.SafeText;
import org.acinus.mil.djl.ExtractorSettings;
import org.acinus.mil.features.FeaturePrecision;
import org.acinus.mil.pack.ModelPack;
import org.acinus.mil.pack.store.PackStore;
import org.acinus.pipeline.SlideFolder;
import org.acinus.pipeline.SlidesCsv;
import org.acinus.quality.CheckedTiles;
import org.acinus.tissue.TissueDetector;
import org.acinus.wsi.SlideFormats;
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
            "which slide became which file.",
            "",
            "A slide that cannot be read, or kills the process that reads it, costs itself alone: it is named, the others",
            "go on, and the exit code is 1. The same command resumes: a bag that is there already is kept, and a slide that",
            "failed is tried again."
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
public final class FeaturesCommand implements Callable<Integer> {
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
        return CohortProcess.run(
                spec,
                SlideFolder.isOneFile(paths),
                this::embedAll,
                "acinus: stopped; bags that are done stay, the same command resumes");
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
        Files.createDirectories(out);
        // A killed process may have left a bag half written, here or in a pack's own folder.
        Drafts.removeAbandoned(out, 2);
        CohortRecord record = CohortRecord.ofThisProcess();
        PrintWriter err = spec.commandLine().getErr();
        int failures;
        try (TissueDetector detector = tissue.open(store);
                PackPasses passes = PackPasses.open(
                        encoders,
                        settings(),
                        CheckedTiles.selector(detector, quality.limits()),
                        out,
                        precision(),
                        stain.staining())) {
            if (!record.goesOn()) {
                listing.unreadable().forEach(reason -> err.println("acinus: " + reason));
                passes.describe().forEach(err::println);
                CohortEmbedding.sharedNames(listing.slides())
                        .forEach(name -> err.println("acinus: several slides are called " + SafeText.of(name)
                                + ", and slides.csv names the last of them only: give each an --out of its own"));
            }
            failures = new CohortEmbedding(
                            passes,
                            detector,
                            quality.limits(),
                            out,
                            record,
                            new CohortEmbedding.Told(spec.commandLine().getOut(), err, verbose()))
                    .embed(listing.slides(), stated, formats);
        }
        boolean onlyOne = listing.slides().size() == 1;
        if (failures > 0 && onlyOne) {
            return ExitCode.INPUT.code();
        }
        return (failures == 0 && listing.unreadable().isEmpty() ? ExitCode.OK : ExitCode.SOME_FAILED).code();
    }

    /// Asked for before the command's name or after it.
    private boolean verbose() {
        return Stream.of(spec.root(), spec)
                .anyMatch(each -> each.commandLine().getParseResult().hasMatchedOption("--verbose"));
    }

    private ExtractorSettings settings() {
        return device.settings(Runtime.getRuntime().availableProcessors());
    }

    private FeaturePrecision precision() {
        return half ? FeaturePrecision.FLOAT16 : FeaturePrecision.FLOAT32;
    }
}
