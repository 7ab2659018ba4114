package org.acinus.pipeline.model;

import java.util.List;
import org.acinus.outcome.SlideOutcome;
import org.acinus.outcome.TileResult.TileScore;

/// What a model says of a slide.
///
/// @param outcome of the slide
/// @param scores one for each tile that has features, in their order
public record ModelAnswer(SlideOutcome outcome, List<TileScore> scores) {
    public ModelAnswer {
        scores = List.copyOf(scores);
    }
}
