package org.acinus.cli.slide;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.acinus.cli.model.PackOptions;
import org.acinus.cli.model.TissueOption;
import org.acinus.cli.terminal.ExitCode;
import org.acinus.quality.CheckedTiles;
import org.acinus.tiling.TileGrid;
import org.acinus.tiling.TilePlan;
import org.acinus.tiling.TilingSpec;
import org.acinus.tissue.TissueDetector;
import org.acinus.wsi.ReopeningSlide;
import org.acinus.wsi.Slide;
import org.acinus.wsi.SlideHash;
import org.acinus.wsi.UnreadableRegionException;
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
        TilingSpec wanted = tiling.spec();
        Files.createDirectories(out);
        try (TissueDetector detector = tissue.open(packs.store(Optional.empty()));
                Slide opened = ReopeningSlide.open(() -> slide.open(downsampling))) {
            CheckedTiles tiles = CheckedTiles.of(opened, wanted, detector, quality.limits());
            TilePlan plan = tiles.plan();
            TileFiles.writeCsv(out.resolve("tiles.csv"), tiles);
            TileFiles.writeTissue(out.resolve("tissue.geojson"), tiles.tissue().mask());
            MaskFiles.write(out, opened.metadata(), tiles);
            OverviewPicture.write(out.resolve("overview.png"), opened, tiles);
            report(tiles, plan);
            if (shards || images.isPresent()) {
                savePictures(opened, plan);
            }
        }
        return ExitCode.OK.code();
    }

    private void report(CheckedTiles tiles, TilePlan plan) {
        PrintWriter print = spec.commandLine().getOut();
        TileGrid grid = plan.grid();
        int spoilt = tiles.spoilt().size();
        print.printf(
                "%s: %,d of %,d tiles hold tissue (%.1f %% of the slide), %s%n",
                slide.file().getFileName(),
                plan.tiles().size() + spoilt,
                (long) grid.columns() * grid.rows(),
                100 * tiles.tissue().mask().share(),
                source(grid));
        if (spoilt > 0) {
            String kinds = tiles.spoilt().stream()
                    .collect(Collectors.groupingBy(tile -> tile.verdict().word(), TreeMap::new, Collectors.counting()))
                    .entrySet()
                    .stream()
                    .map(kind -> kind.getValue() + " " + kind.getKey())
                    .collect(Collectors.joining(", "));
            print.printf("%,d of them are left out for artefacts: %s%n", spoilt, kinds);
        }
    }

    private static String source(TileGrid grid) {
        String level = "level " + grid.level().index();
        return grid.resampled()
                ? level + " averaged to " + grid.spacingMicrons() + " µm per pixel"
                : level + " as it is, " + grid.spacingMicrons() + " µm per pixel";
    }

    private void savePictures(Slide opened, TilePlan plan) throws IOException, InterruptedException {
        PictureKind kind = images.orElse(PictureKind.JPEG);
        Path folder = Files.createDirectories(out.resolve(shards ? "shards" : "tiles"));
        TilePictures.Target target = shards
                ? new PictureShards(
                        folder,
                        kind,
                        String.valueOf(slide.file().getFileName()),
                        plan.grid().spacingMicrons())
                : new PictureFolder(folder, kind);
        PictureSettings.claim(
                folder,
                String.join(
                        "\n",
                        SlideHash.of(slide.file()),
                        plan.grid().spec().toString(),
                        kind + ", stain " + stain.method().word(),
                        plan.tiles().size() + " tiles\n"));
        TilePictures pictures = new TilePictures(opened, plan, kind, stain.method());
        PrintWriter err = spec.commandLine().getErr();
        int total = plan.tiles().size();
        pictures.save(target, done -> err.printf("%,d of %,d tiles saved%n", done, total));
        pictures.unreadable().forEach(reason -> err.println("acinus: unreadable tile: " + reason));
        if (pictures.passedThrough() > 0) {
            spec.commandLine()
                    .getOut()
                    .printf("%,d tiles are the slide's own JPEG tiles, unchanged%n", pictures.passedThrough());
        }
        if (!pictures.unreadable().isEmpty()) {
            throw new UnreadableRegionException(slide.file().getFileName() + ": "
                    + pictures.unreadable().size() + " of " + total + " tiles do not decode; the others were saved");
        }
    }
}
