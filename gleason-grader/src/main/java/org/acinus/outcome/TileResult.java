package org.acinus.outcome;

import java.util.Optional;
import java.util.OptionalDouble;
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
    /// @param attention share of the slide's attention, 0 to 1
    /// @param contribution to the slide's cancer logit, positive towards cancer
    /// @param cancerProbability of the tile itself, where the pack gives one
    public record TileScore(float attention, float contribution, OptionalDouble cancerProbability) {}
}
