package org.acinus.gleason;

import java.util.List;
import java.util.stream.Collectors;
import org.acinus.mil.calibrate.review.ReviewReason;
import org.acinus.outcome.Assessment;
import org.acinus.outcome.SlideOutcome;

/// What one path through the cascade, or all of it, makes of a slide.
///
/// @param assessment its numbers
/// @param cancer whether it calls cancer
/// @param reasons why a person must look all the same; empty where the call may stand
public record Verdict(Assessment assessment, boolean cancer, List<ReviewReason> reasons) {
    public Verdict {
        reasons = List.copyOf(reasons);
    }

    /// The outcome of the slide.
    public SlideOutcome outcome() {
        if (!reasons.isEmpty()) {
            return new SlideOutcome.NeedsReview(
                    assessment, reasons.stream().map(ReviewReason::words).collect(Collectors.joining("; ")));
        }
        return cancer ? new SlideOutcome.Cancer(assessment) : new SlideOutcome.Benign(assessment);
    }
}
