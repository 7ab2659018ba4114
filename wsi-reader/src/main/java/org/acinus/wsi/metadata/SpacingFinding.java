package org.acinus.wsi.metadata;

import java.util.Optional;

/// What a search for a slide's spacing came to.
public sealed interface SpacingFinding {

    /// A usable spacing.
    record Known(PixelSpacing spacing) implements SpacingFinding {}

    /// The file says nothing about its spacing.
    record Missing() implements SpacingFinding {}

    /// The file says something that no slide scanner does, for example 352.8 µm from a print resolution of 72
    /// dpi.
    record Implausible(PixelSpacing claimed) implements SpacingFinding {}

    /// The spacing where it is known.
    default Optional<PixelSpacing> known() {
        return this instanceof Known(PixelSpacing spacing) ? Optional.of(spacing) : Optional.empty();
    }
}
