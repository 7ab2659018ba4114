package org.acinus.cli.slide;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.acinus.cli.isolation.CohortProcess;
import org.acinus.cli.isolation.CohortRecord;
import org.acinus.cli.model.PackOptions;
import org.acinus.cli.model.TissueOption;
import org.acinus.cli.terminal.CliException;
import org.acinus.cli.terminal.ExitCode;
import org.acinus.pipeline.SlideFolder;
import org.acinus.pipeline.SlideOverride;
import org.acinus.pipeline.SlidesCsv;
import org.acinus.tissue.TissueDetector;
import org.acinus.wsi.Slide;
import org.acinus.wsi.SlideFormats;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `tile`: the tissue tiles of slides.
@Command(
        name = "tile",
        description = {
            "Find the tissue of slides, check it for artefacts and lay a grid of tiles over it: tiles.csv, tissue.geojson,",
            "overview.png, and masks with their frame in a JSON file beside each.",
            "",
            "One file is tiled into DIR. Of several, or a folder, each gets a folder in DIR, and cohort.html shows all of",
            "them with their masks, to be looked through; cohort.csv is the same as a table. A slide that cannot be read,",
            "or kills the process that reads it, costs itself alone. The same command resumes: a slide whose file and",
            "settings are the same is not tiled again."
        },
        footer = {
            "",
            "Examples:",
            "  ./acinus tile slide.svs --spacing 0.5 --size 256 --out tiles/",
            "  ./acinus tile slide.svs --spacing 1.0 --size 224 --overlap 32 --min-tissue 0.3 --out tiles/ --images",
            "  ./acinus tile slide.svs --spacing 0.5,2.0 --edges drop --out tiles/ --images",
            "  ./acinus tile slide.svs --out tiles/ --shards --images jpeg --stain macenko",
            "  ./acinus tile slides/ --slides-csv slides.csv --out cohort/"
        })
public final class TileCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "SLIDE", description = "Slides, or folders that are searched for them.")
    private List<Path> paths = List.of();

    @Mixin
    private final ReaderOption reader = new ReaderOption();

    @Mixin
    private final SlidesCsvOption slidesCsv = new SlidesCsvOption();

    @Mixin
    private final FastDownsampleOption downsampling = new FastDownsampleOption();

    @Mixin
    private final TilingOptions tiling = new TilingOptions();

    @Mixin
    private final TissueOption tissue = new TissueOption();

    @Mixin
    private final PackOptions packs = new PackOptions();

    @Mixin
    private final QualityOptions quality = new QualityOptions();

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Folder for the results; made if missing.")
    @SuppressWarnings("NullAway.Init") // required: picocli sets it
    private Path out;

    @Option(
            names = "--images",
            arity = "0..1",
            fallbackValue = "png",
            paramLabel = "KIND",
            description = {
                "Also save every included tile under DIR/tiles, as png (default) or jpeg, named by its level-0",
                "coordinates. A tile that is just one stored JPEG tile of the slide is saved as jpeg without decoding."
            })
    private Optional<PictureKind> images = Optional.empty();

    @Option(
            names = "--shards",
            description = {
                "Save tiles as WebDataset tar files of 500 under DIR/shards instead, each with its coordinates as",
                "JSON; jpeg unless --images says otherwise."
            })
    private boolean shards;

    @Mixin
    private final StainOption stain = new StainOption();

    @Option(
            names = "--augment",
            paramLabel = "SEED",
            description = {
                "Vary every picture at random for training: amounts of the stains, brightness, flips and quarter turns,",
                "elastic. The same seed gives the same pictures, another one others; tiles about one centre are turned",
                "alike. Only with --images or --shards."
            })
    private Optional<Long> augmentSeed = Optional.empty();

    @Override
    public Integer call() throws IOException, InterruptedException {
        boolean one = SlideFolder.isOneFile(paths);
        return CohortProcess.run(spec, one, () -> tileAll(one), "acinus: stopped; the same command takes it up again");
    }

    private int tileAll(boolean one) throws IOException, InterruptedException {
        TileWishes wishes = wishes();
        SlideFolder.Listing listing = SlideFolder.list(paths);
        if (listing.slides().isEmpty()) {
            throw new CliException(ExitCode.INPUT, "no slide among " + paths);
        }
        SlidesCsv stated = slidesCsv.read();
        SlideFormats formats = downsampling.view(reader.formats());
        PrintWriter err = spec.commandLine().getErr();
        try (TissueDetector detector = tissue.open(packs.store(Optional.empty()))) {
            SlideTiling tiling =
                    new SlideTiling(wishes, detector, spec.commandLine().getOut(), err);
            if (one) {
                tileOne(listing.slides().getFirst(), stated, formats, tiling);
                return ExitCode.OK.code();
            }
            CohortRecord record = CohortRecord.ofThisProcess();
            if (!record.goesOn()) {
                listing.unreadable().forEach(reason -> err.println("acinus: " + reason));
            }
            String settings = detector.name() + ", reader " + downsampling.asked(reader.asked());
            int failed = new CohortTiling(wishes, settings, tiling, stated, formats, out, record, err)
                    .tile(listing.slides());
            return (failed == 0 && listing.unreadable().isEmpty() ? ExitCode.OK : ExitCode.SOME_FAILED).code();
        }
    }

    private void tileOne(SlideFolder.Found slide, SlidesCsv stated, SlideFormats formats, SlideTiling tiling)
            throws IOException, InterruptedException {
        SlideOverride override = stated.of(slide.relative());
        if (override.exclude()) {
            throw new CliException(ExitCode.USAGE, slide.relative() + " is left out by --slides-csv");
        }
        try (Slide opened = override.open(() -> formats.open(slide.path()))) {
            tiling.tile(slide.path(), opened, out);
        }
    }

    private TileWishes wishes() {
        if (augmentSeed.isPresent() && images.isEmpty() && !shards) {
            throw new CliException(ExitCode.USAGE, "--augment varies pictures, and there are none without --images");
        }
        Optional<PictureKind> kind = images.isEmpty() && shards ? Optional.of(PictureKind.JPEG) : images;
        return new TileWishes(
                tiling.spec(), tiling.others(), quality.limits(), kind, shards, stain.staining(), augmentSeed);
    }
}
