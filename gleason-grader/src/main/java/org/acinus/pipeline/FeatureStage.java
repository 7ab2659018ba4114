package org.acinus.pipeline;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.acinus.mil.FeatureExtractor;
import org.acinus.mil.TileOutput;
import org.acinus.mil.features.BagGrid;
import org.acinus.mil.features.BagHeader;
import org.acinus.mil.features.FeatureBag;
import org.acinus.mil.features.FeatureBagReader;
import org.acinus.mil.features.FeatureBagWriter;
import org.acinus.mil.features.InvalidBagException;
import org.acinus.stream.DecodingTileStream;
import org.acinus.stream.StreamLimits;
import org.acinus.stream.TileBatch;
import org.acinus.stream.TileStream;
import org.acinus.stream.UnreadableTile;
import org.acinus.tiling.TileFrame;
import org.acinus.tiling.TilePlan;
import org.acinus.wsi.PixelSpacing;
import org.acinus.wsi.Slide;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Embeds a slide's tiles into a feature bag: decoding threads ahead, one inference thread behind.
///
/// A bag that is there already, made by the same encoder on the same tiles of the same bytes, is taken as it
/// is. One
/// thread at a time, because the extractor is; the extractor stays the caller's.
public final class FeatureStage {
    /// Reading takes a millisecond a tile and embedding several, so a second decoder is already to spare.
    public static final StreamLimits LIMITS = new StreamLimits(2, 32, 64L << 20);

    private static final Logger LOG = LoggerFactory.getLogger(FeatureStage.class);

    private final FeatureExtractor extractor;
    private final Path folder;
    private final String tissueDetector;

    /// A stage for one extractor.
    ///
    /// @param folder where bags go
    /// @param tissueDetector name of whoever chooses the tiles
    public FeatureStage(FeatureExtractor extractor, Path folder, String tissueDetector) {
        this.extractor = extractor;
        this.folder = folder;
        this.tissueDetector = tissueDetector;
    }

    /// Embeds every tile of a slide that is to go to the model.
    ///
    /// @param sha256 of the slide's bytes
    /// @param plan the tiles, laid over this slide
    /// @throws org.acinus.wsi.SlideException where the slide can be read no longer
    /// @throws java.io.UncheckedIOException where the bag cannot be written
    public TileFeatures embed(String sha256, Slide slide, TilePlan plan, SlideProgress progress)
            throws InterruptedException {
        BagHeader header = header(sha256, slide, plan);
        Path file = folder.resolve(header.fileName());
        Optional<FeatureBag> kept = kept(file);
        if (kept.isEmpty()) {
            write(header, slide, plan, progress);
        }
        FeatureBag bag = kept.orElseGet(() -> FeatureBagReader.read(file));
        progress.tiles(plan.tiles().size(), plan.tiles().size());
        return new TileFeatures(file, bag.tiles(), bag.features(), bag.classes(), missing(plan, bag));
    }

    /// What a slide's bag says of itself.
    private BagHeader header(String sha256, Slide slide, TilePlan plan) {
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
                extractor.classes());
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

    private void write(BagHeader header, Slide slide, TilePlan plan, SlideProgress progress)
            throws InterruptedException {
        try (FeatureBagWriter writer = FeatureBagWriter.create(folder, header)) {
            stream(slide, plan, progress, writer::append);
            writer.commit();
        }
    }

    /// Takes embeddings as they come, in the plan's order.
    @FunctionalInterface
    public interface FeatureSink {
        /// Some tiles and one row for each of them.
        void accept(List<TileFrame> tiles, TileOutput output);
    }

    /// Decodes and embeds every tile of a plan.
    public void stream(Slide slide, TilePlan plan, SlideProgress progress, FeatureSink sink)
            throws InterruptedException {
        int seen = 0;
        try (TileStream stream = DecodingTileStream.open(slide, plan, LIMITS)) {
            for (Optional<TileBatch> next = stream.next(); next.isPresent(); next = stream.next()) {
                try (TileBatch batch = next.get()) {
                    if (!batch.tiles().isEmpty()) {
                        sink.accept(batch.tiles(), extractor.extract(batch));
                    }
                    for (UnreadableTile gap : batch.unreadable()) {
                        LOG.warn("unreadable tile: {}", gap.reason());
                    }
                    seen += batch.tiles().size() + batch.unreadable().size();
                }
                progress.tiles(seen, plan.tiles().size());
                FaultPoint.TILING.reach();
            }
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
