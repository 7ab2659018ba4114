package org.acinus.quality;

import java.util.Optional;
import org.acinus.tissue.MaskShapes;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;

/// Marker ink: strokes at least 30 µm wide of colours that stains do not have, or black. Opaque pieces without
/// colour are no ink but something in the way.
final class InkFinder {
    private static final double LEAST_MICRONS2 = 6_000;
    private static final double CLOSING_MICRONS = 20;
    private static final double OPENING_MICRONS = 14;

    /// Closing joins specks; what is ink throughout is a stroke.
    private static final double LEAST_SHARE_OF_INK = 0.5;

    private InkFinder() {}

    /// One byte a cell: the code of its [Artefact], or 0.
    static byte[] find(Findings findings) {
        CellRaster raster = findings.raster;
        try (PointerScope _ = new PointerScope()) {
            Optional<Mat> found = CellMasks.ofColours(
                    findings,
                    LEAST_SHARE_OF_INK * raster.cells2(LEAST_MICRONS2),
                    CellColour.GREEN,
                    CellColour.BLUE,
                    CellColour.RED,
                    CellColour.DARK,
                    CellColour.BLACK);
            if (found.isEmpty()) {
                return new byte[0];
            }
            Mat ink = found.get();
            MaskShapes.close(ink, raster.cells(CLOSING_MICRONS));
            MaskShapes.open(ink, raster.cells(OPENING_MICRONS));
            double least = raster.cells2(LEAST_MICRONS2);
            return Pieces.judge(
                    ink,
                    CellColour.COUNT,
                    cell -> findings.colours[cell],
                    piece -> piece.area() < least ? 0 : kind(piece));
        }
    }

    private static byte kind(Pieces.Piece piece) {
        long green = piece.votes(CellColour.GREEN.code());
        long blue = piece.votes(CellColour.BLUE.code());
        long red = piece.votes(CellColour.RED.code());
        long dark = piece.votes(CellColour.DARK.code());
        long black = piece.votes(CellColour.BLACK.code());
        long coloured = green + blue + red;
        if (coloured + dark + black < LEAST_SHARE_OF_INK * piece.area()) {
            return 0;
        }
        if (black > coloured + dark) {
            return Artefact.NEAR_BLACK.code();
        }
        // Coloured ink is dark where it is thick or lies on dense tissue; black ink has no coloured half.
        if (dark + black > 2 * coloured) {
            return Artefact.BLACK_INK.code();
        }
        long most = Math.max(green, Math.max(blue, red));
        return (most == green ? Artefact.GREEN_INK : most == blue ? Artefact.BLUE_INK : Artefact.RED_INK).code();
    }
}
