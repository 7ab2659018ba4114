package org.acinus.pipeline.stage;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.acinus.mil.FeatureExtractor;
import org.acinus.mil.features.BagExecution;
import org.acinus.mil.features.BagGrid;
import org.acinus.mil.features.BagHeader;
import org.acinus.mil.features.FeatureBag;
import org.acinus.mil.features.FeatureBagReader;
import org.acinus.mil.features.FeatureBagWriter;
import org.acinus.mil.features.FeaturePrecision;
import org.acinus.mil.features.InvalidBagException;
import org.acinus.pipeline.SlideProgress;
import org.acinus.pipeline.model.TileFeatures;
import org.acinus.stain.StainFitting;
import org.acinus.stain.Staining;
import org.acinus.stream.BatchMemory;
import org.acinus.stream.DecodingTileStream;
import org.acinus.stream.StreamLimits;
import org.acinus.stream.TileStream;
import org.acinus.stream.TileTransform;
import org.acinus.stream.UnreadableTile;
import org.acinus.tiling.TileFrame;
import org.acinus.tiling.TilePlan;
import org.acinus.wsi.RgbBuffer;
import org.acinus.wsi.Slide;
import org.acinus.wsi.metadata.PixelSpacing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Embeds a slide's tiles into feature bags, one for each encoder, in one pass over the pixels.
///
/// A bag that is there already, made by the same encoder on the same tiles of the same bytes, is taken as it
/// is. One slide at a time; the extractors stay the caller's.
public final class FeatureStage {
    private static final Logger LOG = LoggerFactory.getLogger(FeatureStage.class);

    /// Decoding threads beside a processor that embeds too: a tile is read in a twentieth of the time of
    /// embedding it.
    private static final int READERS = 2;

    private static final long BYTES_IN_FLIGHT = 64L << 20;

    private final List<Target> targets;
    private final String tissueDetector;
    private final FeaturePrecision precision;
    private final Staining stain;

    /// A stage for one extractor, whose bags hold float32, and for colours as they are.
    ///
    /// @param folder where bags go
    /// @param tissueDetector name of whoever chooses the tiles
    public FeatureStage(FeatureExtractor extractor, Path folder, String tissueDetector) {
        this(List.of(new Target(extractor, folder)), tissueDetector, FeaturePrecision.FLOAT32, Staining.NONE);
    }

    /// A stage for several extractors of the same tiles.
    ///
    /// @param targets at least one
    /// @param tissueDetector name of whoever chooses the tiles
    /// @param precision of the embeddings in the bags
    /// @param stain how colours are brought to the reference, fitted to each slide anew
    public FeatureStage(List<Target> targets, String tissueDetector, FeaturePrecision precision, Staining stain) {
        this.stain = stain;
        this.targets = List.copyOf(targets);
        this.tissueDetector = tissueDetector;
        this.precision = precision;
    }

    /// An extractor and the folder that its bags go to.
    public record Target(FeatureExtractor extractor, Path folder) {
        Path file(BagHeader header) {
            return folder.resolve(header.fileName());
        }
    }

    /// How a stream feeds these extractors, so that none waits for pixels: two batches ready for each lane,
    /// as many decoding threads as a device beside the processor needs.
    ///
    /// @param tilePixels width and height of a tile
    public static StreamLimits limits(List<? extends FeatureExtractor> extractors, int tilePixels) {
        int lanes = extractors.stream().mapToInt(FeatureExtractor::lanes).max().orElse(1);
        int batch =
                extractors.stream().mapToInt(FeatureExtractor::batchTiles).min().orElse(1);
        boolean processor =
                extractors.stream().anyMatch(extractor -> extractor.device().equals("cpu"));
        int readers =
                processor ? READERS : Math.max(READERS, Runtime.getRuntime().availableProcessors() - lanes);
        long batchBytes = RgbBuffer.byteSize(tilePixels, tilePixels) * batch;
        return new StreamLimits(readers, batch, Math.max(BYTES_IN_FLIGHT, (3L * lanes + 1) * batchBytes));
    }

    /// The memory that these extractors get batches from fastest: a GPU's, where one of them runs on one.
    public static BatchMemory memory(List<? extends FeatureExtractor> extractors) {
        return extractors.stream()
                .filter(extractor -> !extractor.device().equals("cpu"))
                .findFirst()
                .map(FeatureExtractor::batchMemory)
                .orElse(BatchMemory.ORDINARY);
    }

    /// Embeds every tile of a slide that is to go to the model, with the only extractor.
    ///
    /// @param sha256 of the slide's bytes
    /// @param plan the tiles, laid over this slide
    /// @throws org.acinus.wsi.SlideException where the slide can be read no longer
    /// @throws java.io.UncheckedIOException where the bag cannot be written
    /// @throws org.acinus.stain.StainNotFittedException where the slide's colours give nothing to fit to
    public TileFeatures embed(String sha256, Slide slide, TilePlan plan, SlideProgress progress)
            throws InterruptedException {
        if (targets.size() != 1) {
            throw new IllegalStateException("There are " + targets.size() + " extractors; which one is meant?");
        }
        return embedAll(sha256, slide, plan, progress).getFirst();
    }

    /// What the bag of an earlier run holds of these tiles, with the only extractor; nothing where it is gone.
    ///
    /// @param plan the tiles that were embedded then
    Optional<TileFeatures> kept(String sha256, Slide slide, TilePlan plan) {
        Target target = targets.getFirst();
        Path file = target.file(header(target.extractor(), sha256, slide, plan));
        return kept(file)
                .map(bag -> new TileFeatures(file, bag.tiles(), bag.features(), bag.classes(), missing(plan, bag)));
    }

    /// Embeds likewise with every extractor; each tile is read once for all that have no bag of it yet.
    ///
    /// @return one for each extractor, in their order
    public List<TileFeatures> embedAll(String sha256, Slide slide, TilePlan plan, SlideProgress progress)
            throws InterruptedException {
        List<BagHeader> headers = targets.stream()
                .map(target -> header(target.extractor(), sha256, slide, plan))
                .toList();
        List<Optional<FeatureBag>> kept = new ArrayList<>();
        for (int i = 0; i < headers.size(); i++) {
            kept.add(kept(targets.get(i).file(headers.get(i))));
        }
        write(headers, kept, slide, plan, progress);
        progress.tiles(plan.tiles().size(), plan.tiles().size());
        List<TileFeatures> results = new ArrayList<>();
        for (int i = 0; i < headers.size(); i++) {
            Path file = targets.get(i).file(headers.get(i));
            FeatureBag bag = kept.get(i).orElseGet(() -> FeatureBagReader.read(file));
            results.add(new TileFeatures(file, bag.tiles(), bag.features(), bag.classes(), missing(plan, bag)));
        }
        return results;
    }

    /// What a slide's bag says of itself.
    private BagHeader header(FeatureExtractor extractor, String sha256, Slide slide, TilePlan plan) {
        PixelSpacing spacing0 = slide.metadata()
                .spacing()
                .known()
                .orElseThrow(() -> new IllegalStateException("A grid was laid over a slide of unknown spacing"));
        return new BagHeader(
                sha256,
                extractor.pack(),
                extractor.dimension(),
                plan.grid().spec(),
                BagGrid.of(plan.grid(), spacing0),
                tissueDetector,
                slide.metadata().reader(),
                extractor.classes(),
                precision,
                Optional.of(new BagExecution(extractor.engine(), extractor.device(), extractor.batchTiles())),
                stain.word());
    }

    private static Optional<FeatureBag> kept(Path file) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(FeatureBagReader.read(file));
        } catch (InvalidBagException damaged) {
            LOG.warn("{}; it is made anew", damaged.getMessage());
            return Optional.empty();
        }
    }

    private void write(
            List<BagHeader> headers,
            List<Optional<FeatureBag>> kept,
            Slide slide,
            TilePlan plan,
            SlideProgress progress)
            throws InterruptedException {
        List<FeatureBagWriter> writers = new ArrayList<>();
        List<TilePass.Lane> lanes = new ArrayList<>();
        try {
            for (int i = 0; i < headers.size(); i++) {
                if (kept.get(i).isEmpty()) {
                    Target target = targets.get(i);
                    FeatureBagWriter writer = FeatureBagWriter.create(target.folder(), headers.get(i));
                    writers.add(writer);
                    lanes.add(new TilePass.Lane(target.extractor(), writer::append));
                }
            }
            if (!lanes.isEmpty()) {
                stream(slide, plan, progress, lanes);
            }
            writers.forEach(FeatureBagWriter::commit);
        } finally {
            writers.forEach(FeatureBagWriter::close);
        }
    }

    private void stream(Slide slide, TilePlan plan, SlideProgress progress, List<TilePass.Lane> lanes)
            throws InterruptedException {
        List<FeatureExtractor> running =
                lanes.stream().map(TilePass.Lane::extractor).toList();
        StreamLimits limits = limits(running, plan.grid().spec().tilePixels());
        TileTransform transform = StainFitting.transform(slide, plan, stain);
        try (TileStream stream = DecodingTileStream.open(slide, plan, limits, transform, memory(running))) {
            new TilePass(stream, lanes, plan.tiles().size(), progress).run();
        }
    }

    /// Every planned tile that is not in the bag did not decode when the bag was made.
    private static List<UnreadableTile> missing(TilePlan plan, FeatureBag bag) {
        if (bag.tiles().size() == plan.tiles().size()) {
            return List.of();
        }
        Set<TileFrame> readable = new HashSet<>(bag.tiles());
        return plan.tiles().stream()
                .filter(tile -> !readable.contains(tile))
                .map(tile -> new UnreadableTile(tile, "its stored pixels do not decode"))
                .toList();
    }
}
