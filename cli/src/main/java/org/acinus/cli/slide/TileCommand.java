package org.acinus.cli.slide;

import java.io.IOException;
import java.io.PrintWriter;
import java.lang.foreign.MemorySegment;
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
import org.acinus.stream.DecodingTileStream;
import org.acinus.stream.StreamLimits;
import org.acinus.stream.TileBatch;
import org.acinus.stream.TileStream;
import org.acinus.stream.UnreadableTile;
import org.acinus.tiling.TileFrame;
import org.acinus.tiling.TileGrid;
import org.acinus.tiling.TilePlan;
import org.acinus.tiling.TilingSpec;
import org.acinus.tissue.TissueDetector;
import org.acinus.wsi.ReopeningSlide;
import org.acinus.wsi.RgbBuffer;
import org.acinus.wsi.Slide;
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
            "  ./acinus tile slide.svs --spacing 1.0 --size 224 --overlap 32 --min-tissue 0.3 --out tiles/ --images"
        })
public final class TileCommand implements Callable<Integer> {
    private static final StreamLimits LIMITS = new StreamLimits(2, 32, 64L << 20);

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

    @Option(names = "--images", description = "Also save every included tile as PNG under DIR/tiles.")
    private boolean images;

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
            if (images) {
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
        Path folder = out.resolve("tiles");
        Files.createDirectories(folder);
        long unreadable = 0;
        try (TileStream stream = DecodingTileStream.open(opened, plan, LIMITS)) {
            for (Optional<TileBatch> next = stream.next(); next.isPresent(); next = stream.next()) {
                try (TileBatch batch = next.get()) {
                    savePictures(folder, batch);
                    for (UnreadableTile gap : batch.unreadable()) {
                        spec.commandLine().getErr().println("acinus: unreadable tile: " + gap.reason());
                        unreadable++;
                    }
                }
            }
        }
        if (unreadable > 0) {
            throw new UnreadableRegionException(slide.file().getFileName() + ": " + unreadable + " of "
                    + plan.tiles().size() + " tiles do not decode; the others were saved");
        }
    }

    private static void savePictures(Path folder, TileBatch batch) throws IOException {
        int side = batch.tilePixels();
        long bytes = RgbBuffer.byteSize(side, side);
        for (int i = 0; i < batch.tiles().size(); i++) {
            TileFrame tile = batch.tiles().get(i);
            MemorySegment pixels = batch.pixels().asSlice(i * bytes, bytes);
            String name = tile.address().column() + "_" + tile.address().row() + ".png";
            Pictures.writePng(Pictures.toImage(new RgbBuffer(pixels, side, side)), folder.resolve(name));
        }
    }
}
