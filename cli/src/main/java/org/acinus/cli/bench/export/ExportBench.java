package org.acinus.cli.bench.export;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.acinus.cli.terminal.CacheFolder;
import org.acinus.cli.terminal.CliException;
import org.acinus.cli.terminal.ExitCode;
import org.acinus.cli.terminal.Version;
import org.acinus.export.PackNotice;
import org.acinus.gleason.pattern.PatternMap;
import org.acinus.gleason.pattern.PatternProbabilities;
import org.acinus.gleason.pattern.PatternReading;
import org.acinus.gleason.pattern.PatternTile;
import org.acinus.mil.PackId;
import org.acinus.outcome.Assessment;
import org.acinus.outcome.SlideOutcome;
import org.acinus.outcome.SlideResult;
import org.acinus.outcome.TileResult;
import org.acinus.outcome.TileResult.State;
import org.acinus.outcome.TileResult.TileScore;
import org.acinus.pipeline.RunLedger;
import org.acinus.pipeline.SlideJob;
import org.acinus.pipeline.stage.ExportStage;
import org.acinus.sql.SqlRunLedger;
import org.acinus.sql.database.Database;
import org.acinus.stain.Staining;
import org.acinus.tiling.TileFrame;
import org.acinus.tiling.TileGrid;
import org.acinus.tiling.TilePlan;
import org.acinus.tiling.TilingSpec;
import org.acinus.wsi.Slide;
import org.acinus.wsi.SlideFormats;
import org.acinus.wsi.metadata.SlideMetadata;

/// Times what a worker does after the features: the tiles' patterns, every file, the database; and what takes long, the
/// pictures of single tiles and the page for printers. The tiles are the first of the grid over a real slide, what is
/// said of them follows a formula.
///
/// @param slide on which the tiles lie
/// @param tiles how many
/// @param rounds that count; two more come first
/// @param explanations the pictures of single tiles; stays the caller's, empty where they are not wanted
record ExportBench(Path slide, int tiles, int rounds, Optional<ExplanationBench> explanations) {
    private static final PackId PACK = new PackId("bench", "1.0.0", "b".repeat(64));
    private static final PackNotice NOTICE = new PackNotice(PACK, "none", true, "none");
    private static final int WARM_UP = 2;
    private static final int TILE_PIXELS = 224;
    private static final double SPACING = 0.5;
    private static final double NANOS = 1e9;

    /// Seconds of each step, round by round.
    ///
    /// @throws CliException where the slide has too few tiles
    Map<String, List<Double>> run(Path workspace) throws IOException, InterruptedException {
        try (Slide opened = SlideFormats.installed().open(slide)) {
            TilePlan plan = plan(opened.metadata());
            if (explanations.isEmpty()) {
                return run(workspace, opened, plan, Optional.empty());
            }
            try (ExplanationBench.Timed timed =
                    explanations.get().over(slide, opened, plan, workspace.resolve("known"))) {
                return run(workspace, opened, plan, Optional.of(timed));
            }
        }
    }

    private Map<String, List<Double>> run(
            Path workspace, Slide opened, TilePlan plan, Optional<ExplanationBench.Timed> pictures)
            throws IOException, InterruptedException {
        Map<String, List<Double>> seconds = new LinkedHashMap<>();
        ExportStage brief = new ExportStage(workspace, Version.number(), false, Staining.NONE);
        ExportStage full = new ExportStage(workspace, Version.number(), true, Staining.NONE);
        try (RunLedger ledger =
                new SqlRunLedger(Database.inWorkspace(workspace, CacheFolder.path(), "acinus bench export"))) {
            for (int round = 0; round < WARM_UP + rounds; round++) {
                SlideJob job = new SlideJob(workspace, round + ".svs", 1, Instant.EPOCH, "bench");
                int content = round;
                SlideResult[] result = new SlideResult[1];
                ExportStage.Exported[] exported = new ExportStage.Exported[1];
                Map<String, Double> once = new LinkedHashMap<>();
                once.put("patterns", timed(() -> result[0] = result(content, plan.tiles())));
                once.put("files", timed(() -> {
                    exported[0] = brief.write(job, opened, result[0], NOTICE);
                    brief.writePage(exported[0]);
                }));
                ledger.enqueue(List.of(job), true);
                once.put(
                        "database",
                        timed(() -> ledger.complete(ledger.claim("bench").orElseThrow(), result[0])));
                once.put(
                        "total",
                        once.values().stream().mapToDouble(Double::doubleValue).sum());
                double longer = 0;
                if (pictures.isPresent()) {
                    ExplanationBench.Seconds drawn = pictures.get().draw(exported[0]);
                    once.put("montage", drawn.montage());
                    once.put("similar", drawn.similar());
                    longer = drawn.montage() + drawn.similar();
                }
                once.put("pdf", timed(() -> full.writePage(exported[0])));
                once.put("longer", longer + once.getOrDefault("pdf", 0.0));
                if (round >= WARM_UP) {
                    once.forEach((step, time) -> seconds.computeIfAbsent(step, unseen -> new ArrayList<>())
                            .add(time));
                }
            }
        }
        return seconds;
    }

    private interface Step {
        void run() throws IOException;
    }

    private static double timed(Step step) throws IOException {
        long begin = System.nanoTime();
        step.run();
        return (System.nanoTime() - begin) / NANOS;
    }

    private TilePlan plan(SlideMetadata metadata) {
        TilingSpec spec = explanations
                .map(model -> model.configuration().tiling())
                .orElseGet(() -> TilingSpec.of(TILE_PIXELS, SPACING));
        TileGrid grid = TileGrid.over(metadata, spec);
        long all = (long) grid.columns() * grid.rows();
        if (all < tiles) {
            throw new CliException(
                    ExitCode.INPUT,
                    slide + " has " + all + " tiles of " + spec.tilePixels() + " px at " + spec.spacingMicrons()
                            + " µm, not " + tiles + "; name a larger one, or fewer with --tiles");
        }
        return new TilePlan(grid, grid.rowMajor().limit(tiles).toList());
    }

    private static SlideResult result(int content, List<TileFrame> frames) {
        List<PatternTile> classified = frames.stream()
                .map(frame -> new PatternTile(frame, patterns(frame)))
                .toList();
        PatternReading reading = PatternReading.of(PatternMap.of(classified), TILE_PIXELS * SPACING / 1000);
        List<TileResult> tiles = classified.stream()
                .map(tile -> new TileResult(
                        tile.frame(),
                        SPACING,
                        State.SCORED,
                        Optional.of(TileScore.classified(
                                1f / frames.size(),
                                (float) (tile.probabilities().tumour() - 0.5) / frames.size(),
                                tile.probabilities())),
                        Optional.empty()))
                .toList();
        Assessment assessment = new Assessment(0.9, OptionalInt.empty(), List.of(), 0.9)
                .with(OptionalInt.of(reading.gradeGroup()), reading);
        Instant now = Instant.now();
        return new SlideResult(
                "%064x".formatted(content),
                new SlideOutcome.Cancer(assessment),
                tiles.size(),
                0,
                PACK,
                now,
                now,
                tiles);
    }

    /// Waves of tumour over the slide, of all patterns.
    private static PatternProbabilities patterns(TileFrame frame) {
        int column = frame.address().column();
        int row = frame.address().row();
        double tumour = 0.5 + 0.45 * Math.sin(column / 7.0) * Math.cos(row / 9.0);
        double three = 0.5 + 0.4 * Math.sin(column / 17.0 + row / 13.0);
        return new PatternProbabilities(
                1 - tumour, tumour * three, tumour * (1 - three) * 0.75, tumour * (1 - three) * 0.25);
    }
}
