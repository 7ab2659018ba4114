package org.acinus.pipeline.explain;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.acinus.export.MontagePngWriter;
import org.acinus.export.SlideReport;
import org.acinus.heatmap.tiles.MontagePicture;
import org.acinus.heatmap.tiles.MontageRow;
import org.acinus.heatmap.tiles.MontageTile;
import org.acinus.mil.ActivationMap;
import org.acinus.mil.FeatureExtractor;
import org.acinus.mil.FeatureMaps;
import org.acinus.mil.FeatureMatrix;
import org.acinus.mil.pack.PackMismatchException;
import org.acinus.pipeline.model.SlideModel;
import org.acinus.pipeline.model.TileFeatures;
import org.acinus.stain.StainFitting;
import org.acinus.stain.Staining;
import org.acinus.stream.DecodingTileStream;
import org.acinus.stream.StreamLimits;
import org.acinus.stream.TileBatch;
import org.acinus.stream.TileStream;
import org.acinus.stream.TileTransform;
import org.acinus.tiling.TileAddress;
import org.acinus.tiling.TileFrame;
import org.acinus.tiling.TilePlan;
import org.acinus.wsi.Slide;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Draws `montage.png`: the tiles that spoke loudest for cancer and for benign, each with the places inside it that
/// did.
///
/// Reads these few tiles a second time and takes their last feature maps from the encoder. One thread at a time.
public final class MontageStage {
    private static final Logger LOG = LoggerFactory.getLogger(MontageStage.class);
    /// The picture's name.
    static final String FILE = "montage.png";

    private static final int TOWARDS_CANCER = 8;
    private static final int TOWARDS_BENIGN = 4;
    /// Gradients hold the whole bag in the engine, several times over.
    private static final int MOST_ROWS = 30_000;
    /// All shown tiles at once.
    private static final StreamLimits LIMITS = new StreamLimits(1, TOWARDS_CANCER + TOWARDS_BENIGN, 16L << 20);

    private final FeatureExtractor extractor;
    private final FeatureWeights weights;
    private final Staining stain;
    private final MontagePicture picture = new MontagePicture();

    /// A stage that shares the pipeline's model.
    ///
    /// @param stain how the tiles' colours were brought to the reference before they were embedded
    public MontageStage(SlideModel model, Staining stain) {
        this(model.extractor(), model::featureWeights, stain);
    }

    /// A stage over the two things that it asks a model.
    ///
    /// @param extractor gives the last feature maps of tiles; stays the caller's
    /// @param weights how the evidence for cancer changes with tiles' features
    MontageStage(FeatureExtractor extractor, FeatureWeights weights, Staining stain) {
        this.extractor = extractor;
        this.weights = weights;
        this.stain = stain;
    }

    /// How the evidence for cancer changes with the features of tiles.
    @FunctionalInterface
    interface FeatureWeights {
        /// The gradients.
        ///
        /// @param rows of the embedded tiles
        /// @return one row for each of `rows`
        /// @throws PackMismatchException where the model cannot say
        FeatureMatrix of(TileFeatures embedded, List<Integer> rows);
    }

    /// Writes the picture into the slide's result folder; a slide of which no tile speaks gets none.
    ///
    /// @throws IOException where the file cannot be written
    /// @throws org.acinus.wsi.SlideException where the slide can be read no longer
    public void write(Path folder, Slide slide, TilePlan plan, TileFeatures embedded, SlideReport report)
            throws IOException, InterruptedException {
        LoudTiles loud = new LoudTiles(report.result());
        List<TileFrame> loudest = loud.loudest(embedded.tiles(), 1, TOWARDS_CANCER);
        List<TileFrame> quietest = loud.loudest(embedded.tiles(), -1, TOWARDS_BENIGN);
        List<TileFrame> shown = Stream.concat(loudest.stream(), quietest.stream())
                .sorted(Comparator.comparing(TileFrame::address))
                .toList();
        if (shown.isEmpty()) {
            return;
        }
        Map<TileAddress, MontageTile> drawn =
                new Drawing(slide, plan, embedded, report, loud).draw(new TilePlan(plan.grid(), shown));
        double tileMicrons = plan.grid().spec().tilePixels() * plan.grid().spacingMicrons();
        new MontagePngWriter(
                        picture,
                        FILE,
                        "Single tiles, loudest first: left as scanned, right the places inside them that spoke",
                        List.of(row("Loudest for cancer", loudest, drawn), row("Loudest for benign", quietest, drawn)),
                        tileMicrons)
                .writeInto(folder, report);
    }

    private static MontageRow row(String title, List<TileFrame> frames, Map<TileAddress, MontageTile> drawn) {
        List<MontageTile> tiles = frames.stream()
                .flatMap(frame -> Optional.ofNullable(drawn.get(frame.address())).stream())
                .toList();
        return new MontageRow(tiles.isEmpty() ? title + ": none" : title, tiles);
    }

    /// One slide's tiles on their way to the picture.
    private final class Drawing {
        private final Slide slide;
        private final TilePlan plan;
        private final TileFeatures embedded;
        private final SlideReport report;
        private final LoudTiles loud;
        private final Map<TileAddress, MontageTile> drawn = new HashMap<>();

        Drawing(Slide slide, TilePlan plan, TileFeatures embedded, SlideReport report, LoudTiles loud) {
            this.slide = slide;
            this.plan = plan;
            this.embedded = embedded;
            this.report = report;
            this.loud = loud;
        }

        Map<TileAddress, MontageTile> draw(TilePlan chosen) throws InterruptedException {
            Map<TileAddress, Integer> rowOf = new HashMap<>();
            chosen.tiles().forEach(frame -> rowOf.put(frame.address(), rowOf.size()));
            Optional<FeatureMatrix> gradients = gradients(chosen);
            TileTransform transform = StainFitting.transform(slide, plan, stain);
            try (TileStream stream = DecodingTileStream.open(slide, chosen, LIMITS, transform)) {
                for (Optional<TileBatch> next = stream.next(); next.isPresent(); next = stream.next()) {
                    try (TileBatch batch = next.get()) {
                        add(batch, gradients, rowOf);
                    }
                }
            }
            return drawn;
        }

        private void add(TileBatch batch, Optional<FeatureMatrix> gradients, Map<TileAddress, Integer> rowOf) {
            Optional<FeatureMaps> maps = gradients.flatMap(rows -> maps(batch, rows.dimension()));
            for (int i = 0; i < batch.tiles().size(); i++) {
                TileFrame frame = batch.tiles().get(i);
                int tile = i;
                Optional<ActivationMap> map = maps.flatMap(known -> gradients.map(
                        rows -> map(known, tile, rows, Objects.requireNonNull(rowOf.get(frame.address())))));
                drawn.put(
                        frame.address(),
                        new MontageTile(
                                TilePictures.of(batch, i),
                                map,
                                loud.words(frame, report.slide().spacing())));
            }
        }

        private Optional<FeatureMatrix> gradients(TilePlan chosen) {
            if (embedded.tiles().size() > MOST_ROWS) {
                LOG.info(
                        "{} tiles are too many to look inside them; montage.png shows them plain",
                        embedded.tiles().size());
                return Optional.empty();
            }
            Map<TileAddress, Integer> bagRow = new HashMap<>();
            embedded.tiles().forEach(frame -> bagRow.put(frame.address(), bagRow.size()));
            List<Integer> rows = chosen.tiles().stream()
                    .map(frame -> bagRow.get(frame.address()))
                    .toList();
            try {
                return Optional.of(weights.of(embedded, rows));
            } catch (PackMismatchException cannotSay) {
                LOG.info("{}; montage.png shows the tiles plain", cannotSay.getMessage());
                return Optional.empty();
            }
        }

        /// Nothing where the network does not end in the mean of its map.
        private Optional<FeatureMaps> maps(TileBatch batch, int dimension) {
            try {
                return Optional.of(extractor.maps(batch)).filter(maps -> maps.channels() == dimension);
            } catch (PackMismatchException cannotSay) {
                LOG.info("{}; montage.png shows the tiles plain", cannotSay.getMessage());
                return Optional.empty();
            }
        }

        private static ActivationMap map(FeatureMaps maps, int tile, FeatureMatrix rows, int row) {
            return ActivationMap.of(maps, tile, channel -> rows.at(row, channel));
        }
    }
}
