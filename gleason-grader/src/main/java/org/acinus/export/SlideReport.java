package org.acinus.export;

import org.acinus.outcome.SlideResult;

/// All that an export can know of one slide.
///
/// @param slide which slide
/// @param result what came of it
/// @param notice who said so and on what terms
public record SlideReport(SlideDescription slide, SlideResult result, PackNotice notice) {
    public SlideReport {
        if (!result.pack().equals(notice.pack())) {
            throw new IllegalArgumentException(
                    "The result is of pack " + result.pack() + ", but the notice of " + notice.pack());
        }
    }

    /// The outcome in the word of the database's contract.
    public String outcomeLabel() {
        return result.outcome().label().orElseThrow();
    }
}
