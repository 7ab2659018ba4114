package org.acinus.outcome;

import java.time.Instant;
import java.util.List;
import org.acinus.mil.PackId;

/// Everything that one run says of one slide.
///
/// @param sha256 of the slide's bytes, 64 lower-case hex digits
/// @param outcome never [SlideOutcome.Failed]: a failed job has no result
/// @param tilesTotal tiles inside tissue
/// @param tilesUnreadable of those, tiles that do not decode
/// @param pack the pack that was asked
/// @param tiles every tile inside tissue, row-major
public record SlideResult(
        String sha256,
        SlideOutcome outcome,
        int tilesTotal,
        int tilesUnreadable,
        PackId pack,
        Instant startedAt,
        Instant finishedAt,
        List<TileResult> tiles) {
    public SlideResult {
        tiles = List.copyOf(tiles);
        if (outcome instanceof SlideOutcome.Failed) {
            throw new IllegalArgumentException("A failed job has no result");
        }
    }
}
