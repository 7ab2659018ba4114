package org.acinus.pipeline;

import java.util.Optional;
import org.acinus.wsi.ReopeningSlide;
import org.acinus.wsi.SlideSource;
import org.acinus.wsi.metadata.PixelSpacing;
import org.acinus.wsi.metadata.SpacingSource;

/// What a person states of one slide, over what its file says.
///
/// @param spacingMicrons µm per level-0 pixel, for a slide whose file is silent or wrong
/// @param exclude whether the slide is to be left out
/// @param provenance site and case; no part of what can change a result
public record SlideOverride(Optional<Double> spacingMicrons, boolean exclude, Provenance provenance) {
    /// Nothing stated.
    public static final SlideOverride NONE = new SlideOverride(Optional.empty(), false);

    /// Nothing stated of where the slide comes from.
    public SlideOverride(Optional<Double> spacingMicrons, boolean exclude) {
        this(spacingMicrons, exclude, Provenance.UNSTATED);
    }

    /// Opens a slide of which this is stated, whose bad regions do not spoil the rest; the caller closes it.
    ///
    /// @throws org.acinus.wsi.SlideException where it cannot be opened
    public ReopeningSlide open(SlideSource source) {
        return spacingMicrons
                .map(microns -> ReopeningSlide.open(source, new PixelSpacing(microns, microns, SpacingSource.OVERRIDE)))
                .orElseGet(() -> ReopeningSlide.open(source));
    }
}
