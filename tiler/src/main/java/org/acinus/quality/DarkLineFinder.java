package org.acinus.quality;

import java.util.Optional;
import org.acinus.tissue.MaskShapes;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;

/// Edges at which light is bent away: thin, long, dark and without colour. A straight one is the cover slip's, any
/// other that of an air bubble.
final class DarkLineFinder {
    private static final double CLOSING_MICRONS = 12;

    /// Half the width beyond which something dark is no line.
    private static final double OPENING_MICRONS = 24;

    private static final double LEAST_MICRONS = 250;

    private static final double STRAIGHT_MICRONS = 20;
    private static final double STRAIGHT_SHARE = 0.08;

    private DarkLineFinder() {}

    /// One byte a cell: the code of its [Artefact], or 0.
    static byte[] find(Findings findings) {
        CellRaster raster = findings.raster;
        try (PointerScope _ = new PointerScope()) {
            double leastCells = raster.cells(LEAST_MICRONS) / 2;
            Optional<Mat> dark = CellMasks.ofColours(findings, leastCells, CellColour.DARK, CellColour.BLACK);
            if (dark.isEmpty()) {
                return new byte[0];
            }
            Mat lines = dark.get();
            MaskShapes.close(lines, raster.cells(CLOSING_MICRONS));
            MaskShapes.dropOpened(lines, raster.cells(OPENING_MICRONS));
            return Pieces.judge(lines, 1, cell -> 0, piece -> kind(raster, piece));
        }
    }

    private static byte kind(CellRaster raster, Pieces.Piece piece) {
        double along = piece.deviationAlong() * raster.cellMicrons();
        double across = piece.deviationAcross() * raster.cellMicrons();
        double area = piece.area() * raster.cellMicrons() * raster.cellMicrons();
        boolean isStraight = across <= STRAIGHT_MICRONS + STRAIGHT_SHARE * along;
        // A ring of the same deviations along both axes is longer than a line: pi times its diameter.
        double extent = piece.length() * raster.cellMicrons();
        double length = isStraight ? extent : Math.PI * Math.sqrt(2) * (along + across);
        if (extent < LEAST_MICRONS || area > 2 * OPENING_MICRONS * length) {
            return 0;
        }
        return (isStraight ? Artefact.COVER_SLIP_EDGE : Artefact.AIR_BUBBLE).code();
    }
}
