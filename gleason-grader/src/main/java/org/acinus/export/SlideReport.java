package org.acinus.export;

import org.acinus.outcome.SlideResult;
import org.acinus.outcome.TileSource;

/// All that an export can know of one slide.
///
/// @param slide which slide
/// @param result what came of it; holds no tiles where they are read from the database one by one
/// @param notice who said so and on what terms
/// @param tiles every tile inside tissue, row-major
public record SlideReport(SlideDescription slide, SlideResult result, PackNotice notice, TileSource tiles) {
    public SlideReport {
        if (!result.pack().equals(notice.pack())) {
            throw new IllegalArgumentException(
                    "The result is of pack " + result.pack() + ", but the notice of " + notice.pack());
        }
    }

    /// A report whose result holds all its tiles.
    public SlideReport(SlideDescription slide, SlideResult result, PackNotice notice) {
        this(slide, result, notice, TileSource.of(result.tiles()));
    }

    /// The outcome in the word of the database's contract.
    public String outcomeLabel() {
        return result.outcome().label().orElseThrow();
    }
}
