package org.acinus.pipeline.stage;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.acinus.export.SlideReport;
import org.acinus.outcome.SlideOutcome;
import org.acinus.outcome.SlideResult;
import org.acinus.outcome.Stage;
import org.acinus.outcome.TileResult;
import org.acinus.outcome.TileResult.TileScore;
import org.acinus.pipeline.FaultPoint;
import org.acinus.pipeline.KnownResults;
import org.acinus.pipeline.LedgerException;
import org.acinus.pipeline.Processed;
import org.acinus.pipeline.SlideJob;
import org.acinus.pipeline.SlideOverride;
import org.acinus.pipeline.SlideProcessor;
import org.acinus.pipeline.SlideProgress;
import org.acinus.pipeline.SlidesCsv;
import org.acinus.pipeline.explain.Explanations;
import org.acinus.pipeline.model.ModelAnswer;
import org.acinus.pipeline.model.SlideModel;
import org.acinus.pipeline.model.TileFeatures;
import org.acinus.quality.Artefact;
import org.acinus.quality.CheckedTiles;
import org.acinus.quality.QualityLimits;
import org.acinus.quality.QualitySummary;
import org.acinus.stain.StainNotFittedException;
import org.acinus.stream.UnreadableTile;
import org.acinus.tiling.TileFrame;
import org.acinus.tiling.TileGrid;
import org.acinus.tiling.TilePlan;
import org.acinus.tissue.TissueDetector;
import org.acinus.wsi.Slide;
import org.acinus.wsi.SlideFormats;
import org.acinus.wsi.UnreadableRegionException;
import org.acinus.wsi.identity.SlideHash;

/// One slide's way through all stages: open, tissue, features, classify, export.
///
/// The result's files are in place when [#process] returns; its rows are stored by the caller, so that a slide
/// counts as done only when both are there.
public final class SlidePipeline implements SlideProcessor {
    private final SlideFormats formats;
    private final SlideModel model;
    private final TissueDetector detector;
    private final FeatureStage features;
    private final ExportStage exports;
    private final SlidesCsv overrides;
    private final Explanations explanations;
    private final Optional<QualityLimits> quality;

    /// A pipeline for one thread.
    ///
    /// @param formats the readers that may open a slide
    /// @param model closed with the pipeline
    /// @param detector chooses the tiles; closed with the pipeline
    /// @param explanations pictures of single tiles; closed with the pipeline
    /// @param overrides what a person states of single slides
    /// @param quality what is borne of artefacts; empty where nobody is to look for them
    public SlidePipeline(
            SlideFormats formats,
            SlideModel model,
            TissueDetector detector,
            FeatureStage features,
            ExportStage exports,
            Explanations explanations,
            SlidesCsv overrides,
            Optional<QualityLimits> quality) {
        this.formats = formats;
        this.model = model;
        this.detector = detector;
        this.features = features;
        this.exports = exports;
        this.overrides = overrides;
        this.explanations = explanations;
        this.quality = quality;
    }

    @Override
    public Processed process(SlideJob job, KnownResults known, SlideProgress progress) throws InterruptedException {
        Passage passage = new Passage(job, progress);
        try {
            return new Processed.Completed(passage.run(known));
        } catch (LedgerException unreachable) {
            throw unreachable; // no fault of the slide's
        } catch (IOException | RuntimeException thrown) {
            return new Processed.Rejected(Failures.describe(passage.stage, QueuedFile.cause(job, thrown)));
        }
    }

    @Override
    public void close() {
        try (detector;
                explanations) {
            model.close();
        }
    }

    /// One slide under way.
    private final class Passage {
        private final SlideJob job;
        private final SlideProgress progress;
        private final Instant startedAt = now();
        private Stage stage = Stage.OPEN;
        private Optional<Examined> examined = Optional.empty();

        /// What is left of an examination for looking inside tiles.
        private record Examined(TilePlan plan, TileFeatures embedded) {}

        Passage(SlideJob job, SlideProgress progress) {
            this.job = job;
            this.progress = progress;
        }

        /// As the ledger can keep it, so that files say the same whenever they are written.
        private static Instant now() {
            return Instant.now().truncatedTo(ChronoUnit.MICROS);
        }

        SlideResult run(KnownResults known) throws IOException, InterruptedException {
            QueuedFile.requireUnchanged(job);
            FaultPoint.HASHING.reach();
            SlideOverride override = overrides.of(Path.of(job.file()));
            try (Slide slide = override.open(() -> formats.open(job.path()))) {
                String sha256 = SlideHash.of(job.path());
                QueuedFile.requireUnchanged(job);
                Optional<SlideResult> before = known.of(sha256);
                SlideResult result = before.isPresent() ? before.get() : examine(sha256, slide);
                stage = Stage.EXPORT;
                QueuedFile.requireUnchanged(job);
                ExportStage.Exported exported = exports.write(job, slide, result, model.notice());
                explain(slide, exported);
                exports.writePage(exported);
                FaultPoint.EXPORTED.reach();
                return result;
            }
        }

        private void explain(Slide slide, ExportStage.Exported exported) throws IOException, InterruptedException {
            Optional<Examined> seen = explanations.wanted() ? seen(slide, exported.report()) : Optional.empty();
            if (seen.isEmpty()) {
                Explanations.remove(exported.folder());
                return;
            }
            explanations.write(
                    exported.folder(),
                    slide,
                    seen.get().plan(),
                    seen.get().embedded(),
                    exported.report(),
                    job.provenance().caseId());
        }

        /// What was examined just now; of a result that is known already, what its bag still holds.
        private Optional<Examined> seen(Slide slide, SlideReport report) {
            SlideResult result = report.result();
            if (examined.isPresent() || result.outcome().modelAssessment().isEmpty()) {
                return examined;
            }
            TileGrid grid =
                    TileGrid.over(slide.metadata(), model.configuration().tiling());
            TilePlan plan = TilePlan.of(
                    grid,
                    result.tiles().stream()
                            .filter(tile -> tile.state() != TileResult.State.EXCLUDED)
                            .map(TileResult::frame));
            return features.kept(result.sha256(), slide, plan).map(embedded -> new Examined(plan, embedded));
        }

        private SlideResult examine(String sha256, Slide slide) throws InterruptedException {
            stage = Stage.TISSUE;
            CheckedTiles checked = CheckedTiles.of(slide, model.configuration().tiling(), detector, quality);
            TilePlan plan = checked.plan();
            List<CheckedTiles.Candidate> spoilt = checked.spoilt();
            Optional<SlideOutcome> refused = TissueRule.refuses(checked, plan, spoilt);
            return refused.isPresent()
                    ? unassessed(sha256, checked, plan, spoilt, refused.get())
                    : assess(sha256, slide, checked, plan, spoilt);
        }

        /// No tile goes to the model.
        private SlideResult unassessed(
                String sha256,
                CheckedTiles checked,
                TilePlan plan,
                List<CheckedTiles.Candidate> spoilt,
                SlideOutcome outcome) {
            String reason = outcome instanceof SlideOutcome.Rescan
                    ? "the slide is to be scanned again"
                    : "too little tissue on the slide";
            List<TileResult> tiles = new ArrayList<>(excluded(plan, spoilt));
            plan.tiles().forEach(frame -> tiles.add(tile(plan, frame, TileResult.State.EXCLUDED, reason)));
            return result(sha256, outcome, 0, tiles, checked.summary());
        }

        private SlideResult assess(
                String sha256, Slide slide, CheckedTiles checked, TilePlan plan, List<CheckedTiles.Candidate> spoilt)
                throws InterruptedException {
            stage = Stage.FEATURES;
            TileFeatures embedded;
            try {
                embedded = features.embed(sha256, slide, plan, progress);
            } catch (StainNotFittedException colourless) {
                String reason = String.valueOf(colourless.getMessage());
                return unassessed(sha256, checked, plan, spoilt, new SlideOutcome.InsufficientTissue(reason));
            }
            int total = plan.tiles().size();
            int unreadable = embedded.unreadable().size();
            if (total - unreadable < TissueRule.LEAST_TILES) {
                throw new UnreadableRegionException(
                        unreadable + " of " + total + " tiles do not decode; the rest is too little for a diagnosis");
            }
            stage = Stage.CLASSIFY;
            examined = Optional.of(new Examined(plan, embedded));
            ModelAnswer answer = model.ask(embedded, plan.grid().strideMicrons());
            List<TileResult> tiles = new ArrayList<>(tiles(plan, embedded, answer.scores()));
            tiles.addAll(excluded(plan, spoilt));
            return result(sha256, answer.outcome(), unreadable, tiles, checked.summary());
        }

        private static List<TileResult> excluded(TilePlan plan, List<CheckedTiles.Candidate> spoilt) {
            List<TileResult> tiles = new ArrayList<>();
            for (CheckedTiles.Candidate candidate : spoilt) {
                if (candidate.verdict() instanceof CheckedTiles.Verdict.Spoilt(Artefact kind)) {
                    tiles.add(tile(plan, candidate.frame(), TileResult.State.EXCLUDED, kind.words()));
                }
            }
            return tiles;
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
            return tiles;
        }

        private static TileResult tile(TilePlan plan, TileFrame frame, TileResult.State state, String reason) {
            return new TileResult(frame, plan.grid().spacingMicrons(), state, Optional.empty(), Optional.of(reason));
        }

        private SlideResult result(
                String sha256,
                SlideOutcome outcome,
                int unreadable,
                List<TileResult> tiles,
                Optional<QualitySummary> judged) {
            tiles.sort(Comparator.comparing(tile -> tile.frame().address()));
            return new SlideResult(
                    sha256,
                    outcome,
                    tiles.size(),
                    unreadable,
                    model.configuration().head(),
                    startedAt,
                    now(),
                    tiles,
                    judged);
        }
    }
}
