package org.acinus.pipeline.stage;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.acinus.outcome.SlideOutcome;
import org.acinus.quality.CheckedTiles;
import org.acinus.tiling.TilePlan;
import org.acinus.tiling.TilingSpec;

/// Whether a slide's tiles are enough for a diagnosis, before any model is asked.
public final class TissueRule {
    /// With fewer tiles than this a slide gets no diagnosis.
    static final int LEAST_TILES = 4;

    private TissueRule() {}

    /// Why there can be no diagnosis: too little tissue, or a scan that is too poor; empty where there can be one.
    ///
    /// @param plan of `checked`: the tiles that would go to the model
    /// @param spoilt of `checked`: those that are left out for an artefact
    public static Optional<SlideOutcome> refuses(
            CheckedTiles checked, TilePlan plan, List<CheckedTiles.Candidate> spoilt) {
        int clean = plan.tiles().size();
        if (clean + spoilt.size() < LEAST_TILES) {
            TilingSpec spec = plan.grid().spec();
            return Optional.of(new SlideOutcome.InsufficientTissue(String.format(
                    Locale.ROOT,
                    "%d tiles of %d px at %.2f µm per pixel are tissue to %.0f %% or more; a diagnosis takes %d",
                    clean + spoilt.size(),
                    spec.tilePixels(),
                    plan.grid().spacingMicrons(),
                    100 * spec.minTissueFraction(),
                    LEAST_TILES)));
        }
        return RescanRule.reason(checked, clean, spoilt, LEAST_TILES).map(SlideOutcome.Rescan::new);
    }
}
