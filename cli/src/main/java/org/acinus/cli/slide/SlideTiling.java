package org.acinus.cli.slide;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.acinus.cli.terminal.Json;
import org.acinus.draft.Drafts;
import org.acinus.export.AtomicFile;
import org.acinus.quality.CheckedTiles;
import org.acinus.stain.StainFitting;
import org.acinus.stain.Staining;
import org.acinus.stain.augment.Augmentation;
import org.acinus.stain.augment.TileAugmenter;
import org.acinus.stream.TileTransform;
import org.acinus.tiling.TileGrid;
import org.acinus.tiling.TilePlan;
import org.acinus.tissue.TissueDetector;
import org.acinus.wsi.Slide;
import org.acinus.wsi.UnreadableRegionException;
import org.acinus.wsi.identity.SlideHash;

/// Makes of a slide all that `tile` makes of one: masks, tables, pictures.
final class SlideTiling {
    /// Of a slide's folder, with the folders of pictures in it.
    static final int DEPTH = 2;

    private final TileWishes wishes;
    private final TissueDetector detector;
    private final PrintWriter out;
    private final PrintWriter err;

    /// For any number of slides, one after the other.
    ///
    /// @param detector stays the caller's
    /// @param out told what was found
    /// @param err told how far it is
    SlideTiling(TileWishes wishes, TissueDetector detector, PrintWriter out, PrintWriter err) {
        this.wishes = wishes;
        this.detector = detector;
        this.out = out;
        this.err = err;
    }

    /// Writes a slide's files.
    ///
    /// @param file that was opened as `slide`
    /// @param folder for the results, made if missing
    /// @return the tiles as they were judged
    /// @throws UnreadableRegionException where tiles that were to be saved do not decode; all others are saved
    CheckedTiles tile(Path file, Slide slide, Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        // What a process left that was killed while it wrote.
        Drafts.removeAbandoned(folder, DEPTH);
        CheckedTiles tiles = CheckedTiles.of(slide, wishes.tiling(), detector, wishes.limits());
        TilePlan plan = tiles.plan();
        List<TileScale> scales = TileScale.of(slide.metadata(), plan.grid(), wishes.moreSpacings());
        for (TileScale scale : scales) {
            TileFiles.writeCsv(folder.resolve(scale.tableName()), tiles, scale.grid());
        }
        TileFiles.writeTissue(folder.resolve("tissue.geojson"), tiles.tissue().mask());
        MaskFiles.write(folder, slide.metadata(), tiles);
        OverviewPicture.write(folder.resolve("overview.png"), slide, tiles);
        String name = String.valueOf(file.getFileName());
        byte[] description = Json.pretty(TileScale.describe(
                        name, slide.metadata(), scales, plan.tiles().size()))
                .getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(folder.resolve("tiling.json"), to -> to.write(description));
        report(name, tiles, plan, scales);
        if (wishes.images().isPresent()) {
            savePictures(file, slide, plan, scales, folder);
        }
        return tiles;
    }

    private void report(String name, CheckedTiles tiles, TilePlan plan, List<TileScale> scales) {
        TileGrid grid = plan.grid();
        int spoilt = tiles.spoilt().size();
        out.printf(
                "%s: %,d of %,d tiles hold tissue (%.1f %% of the slide), %s%n",
                name,
                plan.tiles().size() + spoilt,
                (long) grid.columns() * grid.rows(),
                100 * tiles.tissue().mask().share(),
                scales.getFirst().source());
        scales.stream()
                .skip(1)
                .forEach(scale -> out.printf("about the same centres: %s, in %s%n", scale.source(), scale.tableName()));
        if (spoilt > 0) {
            String kinds = tiles.spoilt().stream()
                    .collect(Collectors.groupingBy(tile -> tile.verdict().word(), TreeMap::new, Collectors.counting()))
                    .entrySet()
                    .stream()
                    .map(kind -> kind.getValue() + " " + kind.getKey())
                    .collect(Collectors.joining(", "));
            out.printf("%,d of them are left out for artefacts: %s%n", spoilt, kinds);
        }
        out.flush();
    }

    /// What is done to pixels; empty where they stay as they are.
    private Optional<TileTransform> transform(Slide slide, TilePlan plan) {
        if (wishes.stain().equals(Staining.NONE) && wishes.augmentSeed().isEmpty()) {
            return Optional.empty();
        }
        TileTransform stained = StainFitting.transform(slide, plan, wishes.stain());
        return Optional.of(wishes.augmentSeed()
                .map(seed -> stained.then(new TileAugmenter(Augmentation.USUAL, seed)))
                .orElse(stained));
    }

    private void savePictures(Path file, Slide slide, TilePlan plan, List<TileScale> scales, Path folder)
            throws IOException, InterruptedException {
        PictureKind kind = wishes.images().orElseThrow();
        String sha256 = SlideHash.of(file);
        // Fitted once a slide, whatever the number of spacings.
        Optional<TileTransform> transform = transform(slide, plan);
        long passedThrough = 0;
        int unreadable = 0;
        for (TileScale scale : scales) {
            TilePlan shown = plan.on(scale.grid());
            Path pictureFolder = Files.createDirectories(folder.resolve(scale.folderName(wishes.shards())));
            TilePictures.Target target = wishes.shards()
                    ? new PictureShards(
                            pictureFolder,
                            kind,
                            plan.grid(),
                            String.valueOf(file.getFileName()),
                            scale.grid().spacingMicrons())
                    : new PictureFolder(pictureFolder, kind, plan.grid());
            PictureSettings.claim(
                    pictureFolder,
                    String.join(
                            "\n",
                            sha256,
                            plan.grid().spec() + ", shown at " + scale.grid().spacingMicrons(),
                            kind + ", stain " + wishes.stain().word()
                                    + wishes.augmentSeed()
                                            .map(seed -> ", varied by seed " + seed)
                                            .orElse(""),
                            plan.tiles().size() + " tiles\n"));
            TilePictures pictures = new TilePictures(slide, shown, kind, transform);
            int total = plan.tiles().size();
            pictures.save(target, done -> err.printf("%,d of %,d tiles saved%n", done, total));
            pictures.unreadable().forEach(reason -> err.println("acinus: unreadable tile: " + reason));
            passedThrough += pictures.passedThrough();
            unreadable += pictures.unreadable().size();
        }
        if (passedThrough > 0) {
            out.printf("%,d tiles are the slide's own JPEG tiles, unchanged%n", passedThrough);
        }
        if (unreadable > 0) {
            throw new UnreadableRegionException(file.getFileName() + ": " + unreadable + " of "
                    + plan.tiles().size() * scales.size() + " tiles do not decode; the others were saved");
        }
    }
}
