package org.acinus.wsi;

import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.acinus.wsi.metadata.Bounds;
import org.acinus.wsi.metadata.PixelSpacing;
import org.acinus.wsi.metadata.PyramidLevel;
import org.acinus.wsi.metadata.SlideMetadata;
import org.acinus.wsi.metadata.SpacingFinding;
import org.acinus.wsi.metadata.SpacingSource;

/// A slide without a file whose pixels are known by formula, so that any reading of it can be checked exactly.
///
/// The pixel of level-0 pixel (x0, y0) has red `x0 mod 251`, green `y0 mod 241`, blue `(x0 + 3 * y0) mod 239`; a
/// pixel of a coarser level is the level-0 pixel at its upper left corner, not an average. Outside the slide all is
/// white.
public final class FormulaSlide implements Slide {
    private final SlideMetadata metadata;

    private FormulaSlide(SlideMetadata metadata) {
        this.metadata = metadata;
    }

    /// A slide with the given level-0 size, spacing and integer downsamples (the first must be 1).
    public static FormulaSlide of(long width, long height, double spacingMicrons, int... downsamples) {
        List<PyramidLevel> levels = new ArrayList<>();
        for (int downsample : downsamples) {
            levels.add(new PyramidLevel(levels.size(), width / downsample, height / downsample, downsample));
        }
        return new FormulaSlide(new SlideMetadata(
                "formula",
                "formula",
                levels,
                new SpacingFinding.Known(new PixelSpacing(spacingMicrons, spacingMicrons, SpacingSource.OVERRIDE)),
                OptionalDouble.empty(),
                new Bounds(0, 0, width, height),
                List.of(),
                Map.of()));
    }

    @Override
    public SlideMetadata metadata() {
        return metadata;
    }

    @Override
    public void read(Region region, RgbBuffer into) {
        PyramidLevel level = metadata.levels().get(region.level());
        long downsample = Math.round(level.downsample());
        long left = level.pixelAt(region.x0());
        long top = level.pixelAt(region.y0());
        long at = 0;
        for (int row = 0; row < region.height(); row++) {
            for (int column = 0; column < region.width(); column++) {
                for (int channel = 0; channel < RgbBuffer.BYTES_PER_PIXEL; channel++) {
                    boolean inside = left + column >= 0
                            && top + row >= 0
                            && left + column < level.width()
                            && top + row < level.height();
                    int value = inside ? value((left + column) * downsample, (top + row) * downsample, channel) : 255;
                    into.pixels().set(ValueLayout.JAVA_BYTE, at++, (byte) value);
                }
            }
        }
    }

    /// The value of one channel (0 red, 1 green, 2 blue) of a level-0 pixel inside the slide.
    public static int value(long x0, long y0, int channel) {
        return (int)
                switch (channel) {
                    case 0 -> x0 % 251;
                    case 1 -> y0 % 241;
                    default -> (x0 + 3 * y0) % 239;
                };
    }

    @Override
    public void close() {}
}
