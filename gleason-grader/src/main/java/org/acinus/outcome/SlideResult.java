package org.acinus.outcome;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.acinus.mil.PackId;
import org.acinus.quality.QualitySummary;

/// Everything that one run says of one slide.
///
/// @param sha256 of the slide's bytes, 64 lower-case hex digits
/// @param outcome never [SlideOutcome.Failed]: a failed job has no result
/// @param tilesTotal tiles inside tissue
/// @param tilesUnreadable of those, tiles that do not decode
/// @param pack the pack that was asked
/// @param tiles every tile inside tissue, row-major
/// @param quality how much of the tissue is spoilt, where it was judged
public record SlideResult(
        String sha256,
        SlideOutcome outcome,
        int tilesTotal,
        int tilesUnreadable,
        PackId pack,
        Instant startedAt,
        Instant finishedAt,
        List<TileResult> tiles,
        Optional<QualitySummary> quality) {
    public SlideResult {
        tiles = List.copyOf(tiles);
        if (outcome instanceof SlideOutcome.Failed) {
            throw new IllegalArgumentException("A failed job has no result");
        }
    }

    /// A result of a slide whose quality nobody judged.
    public SlideResult(
            String sha256,
            SlideOutcome outcome,
            int tilesTotal,
            int tilesUnreadable,
            PackId pack,
            Instant startedAt,
            Instant finishedAt,
            List<TileResult> tiles) {
        this(sha256, outcome, tilesTotal, tilesUnreadable, pack, startedAt, finishedAt, tiles, Optional.empty());
    }
}
