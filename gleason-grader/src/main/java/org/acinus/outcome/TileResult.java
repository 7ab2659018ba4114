package org.acinus.outcome;

import java.util.Optional;
import java.util.OptionalDouble;
import org.acinus.gleason.pattern.PatternProbabilities;
import org.acinus.tiling.TileFrame;

/// One tile inside tissue and what became of it.
///
/// @param frame place on the slide in level-0 pixels
/// @param spacingMicrons the spacing its pixels really have, µm per pixel
/// @param score what the model said of it; empty unless SCORED
/// @param reason why it was excluded or unreadable
public record TileResult(
        TileFrame frame, double spacingMicrons, State state, Optional<TileScore> score, Optional<String> reason) {

    /// What became of a tile.
    public enum State {
        SCORED,
        EXCLUDED,
        UNREADABLE
    }

    /// What a model says of one tile.
    ///
    /// @param attention share of the slide's attention, 0 to 1; of a tile classifier without a head, which looks at
    ///     all tiles alike, one over their number
    /// @param contribution to the slide's cancer logit, positive towards cancer
    /// @param cancerProbability of the tile itself, where the pack gives one
    /// @param patterns what a tile classifier says of the tile, not smoothed; empty where the pack has none
    /// @param uncertainty how undecided the tile classifier is, 0 to 1; see [PatternProbabilities#uncertainty]
    public record TileScore(
            float attention,
            float contribution,
            OptionalDouble cancerProbability,
            Optional<PatternProbabilities> patterns,
            OptionalDouble uncertainty) {
        /// What a model says that does not classify tiles.
        public TileScore(float attention, float contribution, OptionalDouble cancerProbability) {
            this(attention, contribution, cancerProbability, Optional.empty(), OptionalDouble.empty());
        }

        /// What a model says that classifies tiles. Probability and uncertainty are rounded to floats, as they are
        /// kept.
        public static TileScore classified(float attention, float contribution, PatternProbabilities patterns) {
            return new TileScore(
                    attention,
                    contribution,
                    OptionalDouble.of((float) Math.clamp(patterns.tumour(), 0, 1)),
                    Optional.of(patterns),
                    OptionalDouble.of((float) patterns.uncertainty()));
        }
    }
}
