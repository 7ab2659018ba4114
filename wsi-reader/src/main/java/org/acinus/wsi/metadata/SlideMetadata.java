package org.acinus.wsi.metadata;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/// What is known of a slide before a pixel is read.
///
/// @param format vendor as OpenSlide names it, for example `aperio`
/// @param reader name of the [org.acinus.wsi.SlideFormat] that reads it, with `+icc` where its colour profile was
///     applied
/// @param levels finest first, never empty
/// @param spacing µm per level-0 pixel, or why there is none
/// @param objective nominal magnification of the objective, for example 20
/// @param bounds the scanned part of level 0
/// @param associatedImages names only; label and macro pictures themselves are never read
/// @param properties allow-listed vendor properties: nothing that can hold a name, a barcode or a date
/// @param icc whether the file holds a colour profile, and whether it was applied
public record SlideMetadata(
        String format,
        String reader,
        List<PyramidLevel> levels,
        SpacingFinding spacing,
        OptionalDouble objective,
        Bounds bounds,
        List<String> associatedImages,
        Map<String, String> properties,
        IccState icc) {
    public SlideMetadata {
        levels = List.copyOf(levels);
        associatedImages = List.copyOf(associatedImages);
        properties = Map.copyOf(properties);
        if (levels.isEmpty()) {
            throw new IllegalArgumentException("A slide has at least one level");
        }
    }

    /// A slide without a colour profile.
    public SlideMetadata(
            String format,
            String reader,
            List<PyramidLevel> levels,
            SpacingFinding spacing,
            OptionalDouble objective,
            Bounds bounds,
            List<String> associatedImages,
            Map<String, String> properties) {
        this(format, reader, levels, spacing, objective, bounds, associatedImages, properties, IccState.ABSENT);
    }

    /// The same slide seen through other levels.
    ///
    /// @param seenBy name of the reader that shows them
    public SlideMetadata withLevels(String seenBy, List<PyramidLevel> others) {
        return new SlideMetadata(format, seenBy, others, spacing, objective, bounds, associatedImages, properties, icc);
    }

    /// The same slide with a spacing that a person has stated.
    public SlideMetadata withSpacing(PixelSpacing stated) {
        return new SlideMetadata(
                format,
                reader,
                levels,
                new SpacingFinding.Known(stated),
                objective,
                bounds,
                associatedImages,
                properties,
                icc);
    }

    /// The same slide after its colour profile was applied: other pixels, hence another name of the reader.
    public SlideMetadata withIccApplied() {
        return new SlideMetadata(
                format,
                reader + "+icc",
                levels,
                spacing,
                objective,
                bounds,
                associatedImages,
                properties,
                IccState.APPLIED);
    }

    /// Width of level 0 in pixels.
    public long width() {
        return levels.getFirst().width();
    }

    /// Height of level 0 in pixels.
    public long height() {
        return levels.getFirst().height();
    }

    /// The level with the fewest pixels.
    public PyramidLevel coarsest() {
        return levels.getLast();
    }
}
