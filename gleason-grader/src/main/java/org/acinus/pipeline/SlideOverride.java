package org.acinus.pipeline;

import java.util.Optional;

/// What a person states of one slide, over what its file says.
///
/// @param spacingMicrons µm per level-0 pixel, for a slide whose file is silent or wrong
/// @param exclude whether the slide is to be left out
public record SlideOverride(Optional<Double> spacingMicrons, boolean exclude) {
    /// Nothing stated.
    public static final SlideOverride NONE = new SlideOverride(Optional.empty(), false);
}
