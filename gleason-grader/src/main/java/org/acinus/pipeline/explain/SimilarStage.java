package org.acinus.pipeline.explain;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.acinus.export.SlideReport;
import org.acinus.export.similar.SimilarCsvWriter;
import org.acinus.export.similar.SimilarJsonWriter;
import org.acinus.export.similar.SimilarPngWriter;
import org.acinus.export.similar.SimilarTiles;
import org.acinus.heatmap.tiles.ContrastPanel;
import org.acinus.heatmap.tiles.ContrastPicture;
import org.acinus.heatmap.tiles.ContrastTile;
import org.acinus.mil.ChosenRows;
import org.acinus.mil.features.BagGrid;
import org.acinus.mil.features.FeatureBagReader;
import org.acinus.mil.similar.Contrast;
import org.acinus.mil.similar.NearestTiles;
import org.acinus.mil.similar.Neighbour;
import org.acinus.mil.similar.ReferenceCollection;
import org.acinus.mil.similar.ReferenceSlide;
import org.acinus.pipeline.model.TileFeatures;
import org.acinus.tiling.TileAddress;
import org.acinus.tiling.TileFrame;
import org.acinus.tiling.TileGrid;
import org.acinus.tiling.TilePlan;
import org.acinus.wsi.ReopeningSlide;
import org.acinus.wsi.Slide;
import org.acinus.wsi.SlideException;
import org.acinus.wsi.SlideFormats;
import org.acinus.wsi.identity.SlideHash;
import org.acinus.wsi.metadata.PixelSpacing;
import org.acinus.wsi.metadata.SpacingSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds what known slides have that looks like the loudest tiles of a slide: the nearest tile of slides without
/// cancer beside the nearest of slides with it. Neither the slide itself nor another of its case may answer.
///
/// A reference slide that cannot be read costs its pictures and nothing else. One slide at a time; whoever opened it
/// closes it.
public final class SimilarStage implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SimilarStage.class);
    private static final int TOWARDS_CANCER = 4;
    private static final int TOWARDS_BENIGN = 2;
    /// In the files; the picture shows the first.
    private static final int NEIGHBOURS = 3;

    private final ReferenceCollection collection;
    private final NearestTiles nearest;
    private final SlideFormats formats;
    private final ContrastPicture picture = new ContrastPicture();
    /// When the files of slides that are those that the collection was made of were changed last.
    private final Map<ReferenceSlide, Long> verified = new HashMap<>();

    private SimilarStage(ReferenceCollection collection, NearestTiles nearest, SlideFormats formats) {
        this.collection = collection;
        this.nearest = nearest;
        this.formats = formats;
    }

    /// Maps the collection's bags.
    ///
    /// @param formats open reference slides, to show their tiles
    /// @throws org.acinus.mil.features.InvalidBagException where a bag is gone or damaged
    /// @throws org.acinus.mil.similar.CollectionException where a bag is another than the collection was made of
    public static SimilarStage open(ReferenceCollection collection, SlideFormats formats) {
        return new SimilarStage(collection, NearestTiles.open(collection), formats);
    }

    /// Removes what an earlier run has left in a slide's folder.
    static void remove(Path folder) throws IOException {
        for (String file : List.of(SimilarPngWriter.FILE, SimilarJsonWriter.FILE, SimilarCsvWriter.FILE)) {
            Files.deleteIfExists(folder.resolve(file));
        }
    }

    /// Writes the three files into the slide's result folder; a slide of which no tile speaks gets none.
    ///
    /// @param caseId of the slide, where somebody said it
    /// @throws IOException where a file cannot be written
    /// @throws SlideException where the slide can be read no longer
    public void write(
            Path folder, Slide slide, TilePlan plan, TileFeatures embedded, SlideReport report, Optional<String> caseId)
            throws IOException, InterruptedException {
        LoudTiles loud = new LoudTiles(report.result());
        List<TileFrame> shown = Stream.concat(
                        loud.loudest(embedded.tiles(), 1, TOWARDS_CANCER).stream(),
                        loud.loudest(embedded.tiles(), -1, TOWARDS_BENIGN).stream())
                .toList();
        if (shown.isEmpty()) {
            return;
        }
        SimilarTiles found = search(shown, embedded, report, loud, caseId);
        new SimilarJsonWriter(found).writeInto(folder, report);
        new SimilarCsvWriter(found).writeInto(folder, report);
        double tileMicrons = plan.grid().spec().tilePixels() * plan.grid().spacingMicrons();
        Map<TileAddress, BufferedImage> own = TilePictures.read(slide, few(plan.grid(), shown));
        Map<Neighbour, BufferedImage> others = pictures(found);
        List<ContrastPanel> panels = IntStream.range(0, found.tiles().size())
                .mapToObj(i -> panel(
                        i, found.tiles().get(i), own, others, report.slide().spacing()))
                .toList();
        new SimilarPngWriter(picture, found, panels, tileMicrons).writeInto(folder, report);
    }

    private SimilarTiles search(
            List<TileFrame> shown, TileFeatures embedded, SlideReport report, LoudTiles loud, Optional<String> caseId) {
        String sha256 = report.result().sha256();
        Set<String> patients = new HashSet<>(caseId.stream().toList());
        collection.slides().stream()
                .filter(slide -> slide.sha256().equals(sha256))
                .forEach(slide -> patients.add(slide.patient()));
        Predicate<ReferenceSlide> allowed =
                slide -> !slide.sha256().equals(sha256) && !patients.contains(slide.patient());
        int[] rows = shown.stream().mapToInt(embedded.tiles()::indexOf).toArray();
        List<Contrast> neighbours = nearest.search(new ChosenRows(embedded.features(), rows), allowed, NEIGHBOURS);
        return new SimilarTiles(
                collection.encoder(),
                (int) collection.slides().stream().filter(allowed).count(),
                !patients.isEmpty(),
                IntStream.range(0, rows.length)
                        .mapToObj(i ->
                                new SimilarTiles.Query(shown.get(i), loud.influence(shown.get(i)), neighbours.get(i)))
                        .toList());
    }

    private static TilePlan few(TileGrid grid, List<TileFrame> tiles) {
        return new TilePlan(
                grid,
                tiles.stream()
                        .distinct()
                        .sorted(Comparator.comparing(TileFrame::address))
                        .toList());
    }

    private static ContrastPanel panel(
            int place,
            SimilarTiles.Query tile,
            Map<TileAddress, BufferedImage> own,
            Map<Neighbour, BufferedImage> others,
            PixelSpacing spacing) {
        String way = tile.influence() > 0 ? "towards cancer" : "towards benign";
        return new ContrastPanel(
                "Tile " + (place + 1) + ", " + way + " (" + LoudTiles.words(tile.influence()) + ")",
                new ContrastTile(
                        Optional.ofNullable(own.get(tile.frame().address())),
                        List.of(LoudTiles.place(tile.frame(), spacing))),
                first(tile.neighbours().benign(), others),
                first(tile.neighbours().cancer(), others));
    }

    private static Optional<ContrastTile> first(List<Neighbour> neighbours, Map<Neighbour, BufferedImage> pictures) {
        return neighbours.stream()
                .findFirst()
                .map(neighbour -> new ContrastTile(
                        Optional.ofNullable(pictures.get(neighbour)),
                        List.of(
                                neighbour.slide().slide(),
                                String.format(Locale.ROOT, "distance %.3f", neighbour.distance()))));
    }

    /// The shown neighbours' pixels; each reference slide is opened once.
    private Map<Neighbour, BufferedImage> pictures(SimilarTiles found) throws InterruptedException {
        Map<ReferenceSlide, List<Neighbour>> bySlide = new HashMap<>();
        for (SimilarTiles.Query tile : found.tiles()) {
            Stream.of(tile.neighbours().benign(), tile.neighbours().cancer())
                    .flatMap(neighbours -> neighbours.stream().limit(1))
                    .forEach(neighbour -> bySlide.computeIfAbsent(neighbour.slide(), unseen -> new ArrayList<>())
                            .add(neighbour));
        }
        Map<Neighbour, BufferedImage> pictures = new HashMap<>();
        for (Map.Entry<ReferenceSlide, List<Neighbour>> entry : bySlide.entrySet()) {
            try {
                read(entry.getKey(), entry.getValue(), pictures);
            } catch (SlideException | IOException | IllegalArgumentException unreadable) {
                LOG.info(
                        "the tiles of reference slide {} are not shown: {}",
                        entry.getKey().slide(),
                        unreadable.getMessage());
            }
        }
        return pictures;
    }

    private void read(ReferenceSlide reference, List<Neighbour> neighbours, Map<Neighbour, BufferedImage> pictures)
            throws IOException, InterruptedException {
        Path file = Path.of(reference.file());
        requireSame(reference, file);
        BagGrid laid = FeatureBagReader.readHeader(Path.of(reference.bag())).grid();
        PixelSpacing spacing =
                new PixelSpacing(laid.level0SpacingXMicrons(), laid.level0SpacingYMicrons(), SpacingSource.OVERRIDE);
        try (Slide slide = ReopeningSlide.open(() -> formats.open(file), spacing)) {
            TileGrid grid = TileGrid.over(slide.metadata(), collection.tiling());
            List<TileFrame> frames = neighbours.stream().map(Neighbour::frame).toList();
            for (TileFrame frame : frames) {
                if (!grid.frame(frame.address()).equals(frame)) {
                    throw new IOException("its bag has tiles elsewhere than the slide");
                }
            }
            Map<TileAddress, BufferedImage> read = TilePictures.read(slide, few(grid, frames));
            for (Neighbour neighbour : neighbours) {
                TileAddress address = neighbour.frame().address();
                if (read.containsKey(address)) {
                    pictures.put(neighbour, Objects.requireNonNull(read.get(address)));
                }
            }
        }
    }

    /// A file that was copied has another time and the same bytes: it is read through once.
    private void requireSame(ReferenceSlide reference, Path file) throws IOException {
        long modified = Files.getLastModifiedTime(file).toMillis();
        boolean same = Files.size(file) == reference.bytes()
                && (modified == reference.modified()
                        || Long.valueOf(modified).equals(verified.get(reference))
                        || SlideHash.of(file).equals(reference.sha256()));
        if (!same) {
            throw new IOException(
                    "its file has changed since the collection was made; make it anew with similar index");
        }
        verified.put(reference, modified);
    }

    @Override
    public void close() {
        nearest.close();
    }
}
