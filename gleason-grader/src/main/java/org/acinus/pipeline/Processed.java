package org.acinus.pipeline;

import org.acinus.outcome.SlideOutcome;
import org.acinus.outcome.SlideResult;

/// What became of one pass of a slide through the pipeline.
public sealed interface Processed {

    /// There is a result; its files are in place, its rows not yet stored.
    record Completed(SlideResult result) implements Processed {}

    /// There is none, for a stated reason.
    record Rejected(SlideOutcome.Failed failure) implements Processed {}
}
