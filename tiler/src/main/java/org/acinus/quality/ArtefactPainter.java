package org.acinus.quality;

import java.util.Optional;
import org.acinus.tissue.MaskShapes;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;

/// Puts what the finders found on one map. Where kinds meet, the one that explains the other stays: what lies under
/// ink is seldom in focus.
final class ArtefactPainter {
    private static final double LEAST_PALE_MICRONS2 = 20_000;
    private static final double CLOSING_MICRONS = 16;
    private static final double OPENING_MICRONS = 24;

    private ArtefactPainter() {}

    /// One byte a cell: the code of its [Artefact], or 0.
    static byte[] paint(Findings findings) {
        byte[] map = new byte[findings.states.length];
        // White is not closed: tissue that is loose has gaps everywhere, which are none.
        over(map, patches(findings, CellColour.WHITE, 0, Artefact.NEAR_WHITE));
        over(map, patches(findings, CellColour.GREY, CLOSING_MICRONS, Artefact.SATURATION_LOSS));
        blurred(map, findings);
        over(map, FoldFinder.find(findings));
        over(map, DarkLineFinder.find(findings));
        over(map, InkFinder.find(findings));
        return map;
    }

    private static void over(byte[] map, byte[] found) {
        for (int i = 0; i < found.length; i++) {
            if (found[i] != 0) {
                map[i] = found[i];
            }
        }
    }

    /// Windows out of focus, as far as they are tissue.
    private static void blurred(byte[] map, Findings findings) {
        byte[] blurred = BlurFinder.find(findings);
        int columns = findings.raster.windowColumns();
        for (int window = 0; window < blurred.length; window++) {
            if (blurred[window] != 0) {
                paintWindow(map, findings, window % columns, window / columns);
            }
        }
    }

    private static void paintWindow(byte[] map, Findings findings, int column, int row) {
        CellRaster raster = findings.raster;
        int side = raster.windowCells();
        int right = Math.min((column + 1) * side, raster.width());
        for (int y = row * side; y < Math.min((row + 1) * side, raster.height()); y++) {
            for (int x = column * side; x < right; x++) {
                int cell = y * raster.width() + x;
                if (findings.states[cell] == Findings.TISSUE) {
                    map[cell] = Artefact.OUT_OF_FOCUS.code();
                }
            }
        }
    }

    /// Pieces of one colour that are no gaps between tissue.
    private static byte[] patches(Findings findings, CellColour colour, double closingMicrons, Artefact kind) {
        CellRaster raster = findings.raster;
        double least = raster.cells2(LEAST_PALE_MICRONS2);
        try (PointerScope _ = new PointerScope()) {
            Optional<Mat> found = CellMasks.ofColours(findings, least / 2, colour);
            if (found.isEmpty()) {
                return new byte[0];
            }
            Mat patches = found.get();
            MaskShapes.close(patches, raster.cells(closingMicrons));
            MaskShapes.open(patches, raster.cells(OPENING_MICRONS));
            return Pieces.judge(patches, 1, cell -> 0, piece -> piece.area() < least ? 0 : kind.code());
        }
    }
}
