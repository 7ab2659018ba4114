package org.acinus.cli.slide;

import java.util.Locale;
import org.acinus.wsi.metadata.PixelSpacing;
import org.acinus.wsi.metadata.SpacingFinding;

/// Spacing in words.
final class Spacings {
    private Spacings() {}

    static String describe(SpacingFinding finding) {
        return switch (finding) {
            case SpacingFinding.Known(PixelSpacing spacing) -> figures(spacing);
            case SpacingFinding.Missing missing -> "not stated by the file";
            case SpacingFinding.Implausible(PixelSpacing claimed) -> figures(claimed) + ": not plausible, not used";
        };
    }

    private static String figures(PixelSpacing spacing) {
        return String.format(
                Locale.ROOT,
                "%.4f x %.4f µm per pixel, from %s",
                spacing.xMicrons(),
                spacing.yMicrons(),
                spacing.source());
    }
}
