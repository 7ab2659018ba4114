package org.acinus.cli.slide;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.acinus.cli.model.PackOptions;
import org.acinus.cli.model.TissueOption;
import org.acinus.cli.terminal.ExitCode;
import org.acinus.tissue.TissueDetector;
import org.acinus.wsi.ReopeningSlide;
import org.acinus.wsi.Slide;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `tile`: the tissue tiles of one slide.
@Command(
        name = "tile",
        description = "Find the tissue of a slide, check it for artefacts and lay a grid of tiles over it: tiles.csv,"
                + " tissue.geojson, overview.png, and masks with their frame in a JSON file beside each.",
        footer = {
            "",
            "Examples:",
            "  ./acinus tile slide.svs --spacing 0.5 --size 256 --out tiles/",
            "  ./acinus tile slide.svs --spacing 1.0 --size 224 --overlap 32 --min-tissue 0.3 --out tiles/ --images",
            "  ./acinus tile slide.svs --spacing 0.5,2.0 --edges drop --out tiles/ --images",
            "  ./acinus tile slide.svs --out tiles/ --shards --images jpeg --stain macenko"
        })
public final class TileCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private final SlideArgument slide = new SlideArgument();

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

    @Override
    public Integer call() throws IOException, InterruptedException {
        TileWishes wishes = wishes();
        try (TissueDetector detector = tissue.open(packs.store(Optional.empty()));
                Slide opened = ReopeningSlide.open(() -> slide.open(downsampling))) {
            new SlideTiling(
                            wishes,
                            detector,
                            spec.commandLine().getOut(),
                            spec.commandLine().getErr())
                    .tile(slide.file(), opened, out);
        }
        return ExitCode.OK.code();
    }

    private TileWishes wishes() {
        Optional<PictureKind> kind = images.isEmpty() && shards ? Optional.of(PictureKind.JPEG) : images;
        return new TileWishes(tiling.spec(), tiling.others(), quality.limits(), kind, shards, stain.method());
    }
}
