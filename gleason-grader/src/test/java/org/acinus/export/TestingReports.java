package org.acinus.export;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.acinus.mil.PackId;
import org.acinus.outcome.Assessment;
import org.acinus.outcome.SlideOutcome;
import org.acinus.outcome.SlideResult;
import org.acinus.outcome.TestingTiles;
import org.acinus.outcome.TileResult;
import org.acinus.quality.Artefact;
import org.acinus.quality.QualitySummary;
import org.acinus.wsi.metadata.Bounds;
import org.acinus.wsi.metadata.PixelSpacing;
import org.acinus.wsi.metadata.SpacingSource;

/// Reports for tests.
public final class TestingReports {
    public static final String SLIDE_SHA256 = "0123456789abcdef".repeat(4);
    public static final Bounds BOUNDS = new Bounds(1000, 2000, 50_000, 40_000);
    public static final double SIDE0 = 447.64;

    private static final PackId PACK = new PackId("demo-head", "1.0.0", "fedcba9876543210".repeat(4));

    private TestingReports() {}

    public static SlideReport cancer(List<TileResult> tiles) {
        return of(
                new SlideOutcome.Cancer(
                        new Assessment(0.874, OptionalInt.of(2), List.of(0.05, 0.1, 0.6, 0.1, 0.1, 0.05), 0.6)),
                tiles,
                true);
    }

    public static SlideReport of(SlideOutcome outcome, List<TileResult> tiles, boolean demo) {
        int unreadable = (int) tiles.stream()
                .filter(tile -> tile.state() == TileResult.State.UNREADABLE)
                .count();
        SlideResult result = new SlideResult(
                SLIDE_SHA256,
                outcome,
                tiles.size(),
                unreadable,
                PACK,
                Instant.parse("2026-11-23T10:00:00Z"),
                Instant.parse("2026-11-23T10:01:30.5Z"),
                tiles,
                Optional.of(new QualitySummary(12.25, Map.of(Artefact.OUT_OF_FOCUS, 0.125))));
        SlideDescription slide = new SlideDescription(
                "site A/slide-1.svs", "openslide", BOUNDS, new PixelSpacing(0.25, 0.26, SpacingSource.OVERRIDE));
        return new SlideReport(slide, result, new PackNotice(PACK, "Apache-2.0", demo, "MODEL_CARD.md"));
    }

    /// Four tiles: two scored, one excluded, one unreadable.
    public static List<TileResult> fourTiles() {
        return List.of(
                TestingTiles.scored(TestingTiles.frame(5, 7, SIDE0), 0.75, 6.5),
                TestingTiles.scored(TestingTiles.frame(6, 7, SIDE0), 0.25, -0.75),
                TestingTiles.excluded(TestingTiles.frame(7, 7, SIDE0), "=HYPERLINK(\"x\"), pen"),
                TestingTiles.unreadable(TestingTiles.frame(5, 8, SIDE0), "JPEG ends early"));
    }
}
