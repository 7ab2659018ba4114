package org.acinus.quality;

import java.util.EnumSet;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.acinus.tissue.MaskShapes;
import org.bytedeco.opencv.opencv_core.Mat;

/// Masks of the cells that findings single out. Matrices belong to the caller's scope.
final class CellMasks {
    private CellMasks() {}

    /// Cells of some colours; empty where they are fewer than could be any artefact.
    ///
    /// @param leastCells so few need no further look
    static Optional<Mat> ofColours(Findings findings, double leastCells, CellColour first, CellColour... more) {
        byte[] fits = new byte[CellColour.COUNT];
        EnumSet.of(first, more).forEach(colour -> fits[colour.code()] = (byte) 255);
        byte[] mask = new byte[findings.colours.length];
        long found = 0;
        // Cells that were not looked at are plain.
        for (int i = 0; i < mask.length; i++) {
            mask[i] = fits[findings.colours[i]];
            found -= mask[i];
        }
        return found < leastCells ? Optional.empty() : Optional.of(mat(findings, mask));
    }

    /// Cells that fit; empty where they are too few.
    static Optional<Mat> of(Findings findings, double leastCells, IntPredicate fits) {
        byte[] mask = new byte[findings.states.length];
        long found = 0;
        for (int i = 0; i < mask.length; i++) {
            if (fits.test(i)) {
                mask[i] = (byte) 255;
                found++;
            }
        }
        return found < leastCells ? Optional.empty() : Optional.of(mat(findings, mask));
    }

    private static Mat mat(Findings findings, byte[] mask) {
        return MaskShapes.of(mask, findings.raster.width(), findings.raster.height());
    }
}
