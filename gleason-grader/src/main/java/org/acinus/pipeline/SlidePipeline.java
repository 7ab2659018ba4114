package org.acinus.pipeline;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.acinus.outcome.SlideOutcome;
import org.acinus.outcome.SlideResult;
import org.acinus.outcome.Stage;
import org.acinus.outcome.TileResult;
import org.acinus.outcome.TileResult.TileScore;
import org.acinus.stream.UnreadableTile;
import org.acinus.tiling.TileFrame;
import org.acinus.tiling.TilePlan;
import org.acinus.tissue.TissueDetector;
import org.acinus.tissue.TissueTiles;
import org.acinus.wsi.PixelSpacing;
import org.acinus.wsi.ReopeningSlide;
import org.acinus.wsi.Slide;
import org.acinus.wsi.SlideFormats;
import org.acinus.wsi.SlideHash;
import org.acinus.wsi.SpacingSource;
import org.acinus.wsi.UnreadableRegionException;

/// One slide's way through all stages: open, tissue, features, classify, export.
///
/// The result's files are in place when [#process] returns; its rows are stored by the caller, so that a slide
/// counts as
/// done only when both are there.
public final class SlidePipeline implements SlideProcessor {
    /// With fewer tiles than this a slide gets no diagnosis.
    static final int LEAST_TILES = 4;

    private final SlideFormats formats;
    private final SlideModel model;
    private final TissueDetector detector;
    private final FeatureStage features;
    private final ExportStage exports;
    private final SlidesCsv overrides;

    /// A pipeline for one thread.
    ///
    /// @param formats the readers that may open a slide
    /// @param model closed with the pipeline
    /// @param detector chooses the tiles; closed with the pipeline
    /// @param overrides what a person states of single slides
    public SlidePipeline(
            SlideFormats formats,
            SlideModel model,
            TissueDetector detector,
            FeatureStage features,
            ExportStage exports,
            SlidesCsv overrides) {
        this.formats = formats;
        this.model = model;
        this.detector = detector;
        this.features = features;
        this.exports = exports;
        this.overrides = overrides;
    }

    @Override
    public Processed process(SlideJob job, KnownResults known, SlideProgress progress) throws InterruptedException {
        Passage passage = new Passage(job, progress);
        try {
            return new Processed.Completed(passage.run(known));
        } catch (LedgerException unreachable) {
            throw unreachable; // no fault of the slide's
        } catch (IOException | RuntimeException thrown) {
            return new Processed.Rejected(Failures.describe(passage.stage, thrown));
        }
    }

    @Override
    public void close() {
        try (detector) {
            model.close();
        }
    }

    /// One slide under way.
    private final class Passage {
        private final SlideJob job;
        private final SlideProgress progress;
        private final Instant startedAt = Instant.now();
        private Stage stage = Stage.OPEN;

        Passage(SlideJob job, SlideProgress progress) {
            this.job = job;
            this.progress = progress;
        }

        SlideResult run(KnownResults known) throws IOException, InterruptedException {
            QueuedFile.requireUnchanged(job);
            FaultPoint.HASHING.reach();
            SlideOverride override = overrides.of(Path.of(job.file()));
            try (Slide slide = open(override)) {
                String sha256 = SlideHash.of(job.path());
                QueuedFile.requireUnchanged(job);
                Optional<SlideResult> before = known.of(sha256);
                SlideResult result = before.isPresent() ? before.get() : examine(sha256, slide);
                stage = Stage.EXPORT;
                QueuedFile.requireUnchanged(job);
                exports.write(job, slide, result, model.notice());
                FaultPoint.EXPORTED.reach();
                return result;
            }
        }

        private SlideResult examine(String sha256, Slide slide) throws InterruptedException {
            stage = Stage.TISSUE;
            TilePlan plan = TissueTiles.of(slide, model.configuration().tiling(), detector)
                    .plan();
            return plan.tiles().size() < LEAST_TILES ? insufficient(sha256, plan) : assess(sha256, slide, plan);
        }

        private Slide open(SlideOverride override) {
            return override.spacingMicrons()
                    .map(microns -> ReopeningSlide.open(
                            () -> formats.open(job.path()), new PixelSpacing(microns, microns, SpacingSource.OVERRIDE)))
                    .orElseGet(() -> ReopeningSlide.open(() -> formats.open(job.path())));
        }

        private SlideResult insufficient(String sha256, TilePlan plan) {
            String reason = String.format(
                    Locale.ROOT,
                    "%d tiles of %d px at %.2f µm per pixel hold tissue; a diagnosis takes %d",
                    plan.tiles().size(),
                    plan.grid().spec().tilePixels(),
                    plan.grid().spacingMicrons(),
                    LEAST_TILES);
            List<TileResult> tiles = plan.tiles().stream()
                    .map(frame -> tile(plan, frame, TileResult.State.EXCLUDED, "too little tissue on the slide"))
                    .toList();
            return result(sha256, new SlideOutcome.InsufficientTissue(reason), 0, tiles);
        }

        private SlideResult assess(String sha256, Slide slide, TilePlan plan) throws InterruptedException {
            stage = Stage.FEATURES;
            TileFeatures embedded = features.embed(sha256, slide, plan, progress);
            int total = plan.tiles().size();
            int unreadable = embedded.unreadable().size();
            if (total - unreadable < LEAST_TILES) {
                throw new UnreadableRegionException(
                        unreadable + " of " + total + " tiles do not decode; the rest is too little for a diagnosis");
            }
            stage = Stage.CLASSIFY;
            ModelAnswer answer = model.ask(embedded, plan.grid().strideMicrons());
            return result(sha256, answer.outcome(), unreadable, tiles(plan, embedded, answer.scores()));
        }

        private List<TileResult> tiles(TilePlan plan, TileFeatures embedded, List<TileScore> scores) {
            List<TileResult> tiles = new ArrayList<>();
            for (int i = 0; i < embedded.tiles().size(); i++) {
                tiles.add(new TileResult(
                        embedded.tiles().get(i),
                        plan.grid().spacingMicrons(),
                        TileResult.State.SCORED,
                        Optional.of(scores.get(i)),
                        Optional.empty()));
            }
            for (UnreadableTile gap : embedded.unreadable()) {
                tiles.add(tile(plan, gap.tile(), TileResult.State.UNREADABLE, gap.reason()));
            }
            tiles.sort(Comparator.comparing(tile -> tile.frame().address()));
            return tiles;
        }

        private static TileResult tile(TilePlan plan, TileFrame frame, TileResult.State state, String reason) {
            return new TileResult(frame, plan.grid().spacingMicrons(), state, Optional.empty(), Optional.of(reason));
        }

        private SlideResult result(String sha256, SlideOutcome outcome, int unreadable, List<TileResult> tiles) {
            return new SlideResult(
                    sha256,
                    outcome,
                    tiles.size(),
                    unreadable,
                    model.configuration().head(),
                    startedAt,
                    Instant.now(),
                    tiles);
        }
    }
}
