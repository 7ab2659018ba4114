package org.acinus.quality;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
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
        Set<CellColour> wanted = EnumSet.of(first, more);
        boolean[] isWanted = new boolean[CellColour.COUNT];
        wanted.forEach(colour -> isWanted[colour.code()] = true);
        byte[] states = findings.states;
        byte[] colours = findings.colours;
        return of(findings, leastCells, cell -> states[cell] != Findings.UNSEEN && isWanted[colours[cell]]);
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
        return found < leastCells
                ? Optional.empty()
                : Optional.of(MaskShapes.of(mask, findings.raster.width(), findings.raster.height()));
    }
}
