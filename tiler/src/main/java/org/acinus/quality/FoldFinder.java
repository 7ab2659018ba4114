package org.acinus.quality;

import static org.bytedeco.opencv.global.opencv_core.bitwise_and;
import static org.bytedeco.opencv.global.opencv_imgproc.THRESH_BINARY;
import static org.bytedeco.opencv.global.opencv_imgproc.blur;
import static org.bytedeco.opencv.global.opencv_imgproc.threshold;

import java.util.Optional;
import org.acinus.tissue.MaskShapes;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/// Folds: where tissue lies on itself it absorbs a multiple of what the slide's tissue does. Three layers lie on one
/// another there, while dense tissue next to loose has seldom twice the absorption over tens of µm.
final class FoldFinder {
    private static final double LEAST_MICRONS2 = 6_000;
    private static final double CLOSING_MICRONS = 16;
    private static final double OPENING_MICRONS = 10;
    private static final double MEAN_OVER_MICRONS = 24;

    /// A fold's density over the median of the slide's tissue.
    private static final double LEAST_RATIO = 2.6;

    /// Whatever the slide, less than this density, in hundredths, is no fold.
    private static final double LEAST_DENSITY = 38;

    /// Where a part of it has this multiple the rest is believed too.
    private static final double CERTAIN_RATIO = 3.0;

    private static final double LEAST_CERTAIN = 0.25;

    private FoldFinder() {}

    /// One byte a cell: the code of its [Artefact], or 0.
    static byte[] find(Findings findings) {
        CellRaster raster = findings.raster;
        double median = medianDensity(findings);
        double limit = Math.max(LEAST_DENSITY, LEAST_RATIO * median);
        double least = raster.cells2(LEAST_MICRONS2);
        try (PointerScope _ = new PointerScope()) {
            Optional<Mat> dense = CellMasks.of(
                    findings,
                    least / 2,
                    cell -> findings.states[cell] == Findings.TISSUE && (findings.densities[cell] & 255) > limit / 2);
            if (dense.isEmpty()) {
                return new byte[0];
            }
            Mat folds = new Mat();
            int side = Math.max(1, (int) Math.round(raster.cells(MEAN_OVER_MICRONS)));
            blur(MaskShapes.of(findings.densities, raster.width(), raster.height()), folds, new Size(side, side));
            byte[] smooth = MaskShapes.bytes(folds);
            threshold(folds, folds, limit, 255, THRESH_BINARY);
            bitwise_and(folds, dense.get(), folds);
            MaskShapes.close(folds, raster.cells(CLOSING_MICRONS));
            MaskShapes.open(folds, raster.cells(OPENING_MICRONS));
            return Pieces.judge(
                    folds,
                    2,
                    cell -> (smooth[cell] & 255) >= CERTAIN_RATIO * median ? 1 : 0,
                    piece -> piece.area() >= least && piece.votes(1) >= LEAST_CERTAIN * piece.area()
                            ? Artefact.FOLD.code()
                            : 0);
        }
    }

    private static double medianDensity(Findings findings) {
        long[] histogram = new long[256];
        long tissue = 0;
        for (int i = 0; i < findings.states.length; i++) {
            if (findings.states[i] == Findings.TISSUE && findings.colours[i] == CellColour.PLAIN.code()) {
                histogram[findings.densities[i] & 255]++;
                tissue++;
            }
        }
        long below = 0;
        for (int density = 0; density < 256; density++) {
            below += histogram[density];
            if (2 * below >= tissue) {
                return density;
            }
        }
        return 255;
    }
}
