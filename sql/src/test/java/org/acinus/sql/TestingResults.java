package org.acinus.sql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.acinus.gleason.pattern.GleasonPattern;
import org.acinus.gleason.pattern.GleasonScore;
import org.acinus.gleason.pattern.PatternProbabilities;
import org.acinus.gleason.pattern.PatternReading;
import org.acinus.gleason.pattern.PatternShares;
import org.acinus.gleason.pattern.TumourExtent;
import org.acinus.mil.PackId;
import org.acinus.outcome.Assessment;
import org.acinus.outcome.FailureCode;
import org.acinus.outcome.SlideOutcome;
import org.acinus.outcome.SlideResult;
import org.acinus.outcome.Stage;
import org.acinus.outcome.TileResult;
import org.acinus.outcome.TileResult.State;
import org.acinus.outcome.TileResult.TileScore;
import org.acinus.pipeline.RunLedger;
import org.acinus.pipeline.SlideJob;
import org.acinus.quality.Artefact;
import org.acinus.quality.QualitySummary;
import org.acinus.tiling.TileAddress;
import org.acinus.tiling.TileFrame;

/// Jobs and results to store.
public final class TestingResults {
    public static final Path ROOT = Path.of("/slides");
    public static final Assessment GRADED = new Assessment(
                    0.1 + 0.2, OptionalInt.of(3), List.of(0.0625, 0.125, 0.25, 0.5, 0.03125, 0.03125), 0.7)
            .with(
                    OptionalInt.of(3),
                    new PatternReading(
                            Optional.of(new GleasonScore(GleasonPattern.G4, GleasonPattern.G3)),
                            new TumourExtent(1.0 / 3, 4.25, 5.5, 12.125),
                            new PatternShares(0.25, 0.7, 0.05)));
    public static final SlideOutcome.Failed CRASH =
            new SlideOutcome.Failed(Stage.OPEN, FailureCode.READER_CRASH, "The worker died (signal 11)");

    private static final int TILES_A_ROW = 400;
    private static final double STRIDE = 224.0 * 0.5 / 0.2527;
    public static final PackId PACK = new PackId("demo-head", "1.0.0", "ab".repeat(32));

    private TestingResults() {}

    /// What a run found, with its tiles.
    public static SlideResult read(RunLedger ledger, long run) {
        SlideResult summary = ledger.summary(run);
        List<TileResult> tiles = new ArrayList<>();
        try {
            ledger.tiles(run).forEach(tiles::add);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return new SlideResult(
                summary.sha256(),
                summary.outcome(),
                summary.tilesTotal(),
                summary.tilesUnreadable(),
                summary.pack(),
                summary.startedAt(),
                summary.finishedAt(),
                tiles,
                summary.quality());
    }

    public static SlideJob job(String file) {
        return new SlideJob(ROOT, file, 1_234_567_890_123L, Instant.parse("2026-11-23T08:00:00.123456789Z"), "config");
    }

    public static SlideResult result(SlideOutcome outcome, List<TileResult> tiles) {
        int unreadable = Math.toIntExact(
                tiles.stream().filter(tile -> tile.state() == State.UNREADABLE).count());
        return new SlideResult(
                "0123456789abcdef".repeat(4),
                outcome,
                tiles.size(),
                unreadable,
                PACK,
                Instant.parse("2026-11-23T10:00:00.000001Z"),
                Instant.parse("2026-11-23T10:01:00Z"),
                tiles,
                Optional.of(new QualitySummary(
                        123.5, Map.of(Artefact.BLUE_INK, 0.015625, Artefact.OUT_OF_FOCUS, 1.0 / 3))));
    }

    public static SlideResult cancer(int tiles) {
        return result(new SlideOutcome.Cancer(GRADED), scored(tiles));
    }

    /// The same finding in a slide of other content.
    public static SlideResult ofContent(int content, SlideResult result) {
        return new SlideResult(
                "%064x".formatted(content),
                result.outcome(),
                result.tilesTotal(),
                result.tilesUnreadable(),
                result.pack(),
                result.startedAt(),
                result.finishedAt(),
                result.tiles(),
                result.quality());
    }

    public static List<TileResult> scored(int tiles) {
        return IntStream.range(0, tiles).mapToObj(i -> scored(i, 1f / tiles)).toList();
    }

    public static TileResult scored(int index, float attention) {
        OptionalDouble cancer = index % 2 == 0 ? OptionalDouble.of(0.5) : OptionalDouble.empty();
        TileScore score = index % 4 == 0
                ? TileScore.classified(attention, index % 7 - 3f, new PatternProbabilities(0.5, 0.25, 0.125, 0.125))
                : new TileScore(attention, index % 7 - 3f, cancer);
        return new TileResult(frame(index), 0.5, State.SCORED, Optional.of(score), Optional.empty());
    }

    public static TileResult left(int index, State state, String reason) {
        return new TileResult(frame(index), 0.5, state, Optional.empty(), Optional.of(reason));
    }

    private static TileFrame frame(int index) {
        int column = index % TILES_A_ROW;
        int row = index / TILES_A_ROW;
        long x0 = (long) Math.floor(column * STRIDE);
        long y0 = (long) Math.floor(row * STRIDE) + Integer.MAX_VALUE;
        return new TileFrame(new TileAddress(column, row), x0, y0, STRIDE, STRIDE);
    }
}
