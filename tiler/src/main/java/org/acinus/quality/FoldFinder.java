package org.acinus.quality;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.acinus.tissue.MaskShapes;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;

/// Folds: where tissue lies on itself it absorbs a multiple of what it absorbs beside that, along a line.
///
/// Density alone does not tell (keratin and clotted blood are as dense), so a fold is a ridge: denser than the
/// tissue on both of its sides, long and narrow (compare Palokangas et al. 2007, who look for density and
/// saturation, and Kothari et al. 2013, who ask for connected pieces of it). A dense layer that borders on glass
/// has one side only and is none.
final class FoldFinder {
    /// Folds are tens of µm wide: finer cells than this only cost time.
    private static final double STEP_MICRONS = 16;

    /// From the middle of a ridge to the tissue beside it.
    private static final double FLANK_MICRONS = 112;

    private static final int DIRECTIONS = 8;

    /// Whatever the slide, less density than this, in hundredths, is no fold, nor is less than this multiple of
    /// what the slide's tissue usually has.
    private static final double LEAST_DENSITY = 30;

    private static final double LEAST_OF_USUAL = 1.6;

    /// Density over that of the denser side.
    private static final double LEAST_RATIO = 1.85;

    /// So much of a fold stands out by so much.
    private static final double CERTAIN_RATIO = 2.4;

    private static final double LEAST_CERTAIN = 0.4;

    private static final double LEAST_MICRONS = 300;
    private static final double LEAST_LENGTH_OVER_WIDTH = 2;
    private static final double LEAST_MICRONS2 = 6_000;

    private static final byte PLAIN = 0;
    private static final byte RIDGE = 1;
    private static final byte CERTAIN = 2;

    private final Findings findings;
    private final CellRaster raster;

    /// Cells per step, along both axes.
    private final int factor;

    private final int width;
    private final int height;

    /// Of the tissue cells in each step: their densities added up, and how many they are.
    private final short[] sums;

    private final byte[] counts;

    /// Steps to the tissue beside a ridge, for each direction across it: x, then y.
    private final List<int[]> across = new ArrayList<>();

    private FoldFinder(Findings findings) {
        this.findings = findings;
        this.raster = findings.raster;
        this.factor = Math.max(1, (int) Math.round(raster.cells(STEP_MICRONS)));
        this.width = Math.ceilDiv(raster.width(), factor);
        this.height = Math.ceilDiv(raster.height(), factor);
        this.sums = new short[width * height];
        this.counts = new byte[width * height];
        double reach = raster.cells(FLANK_MICRONS) / factor;
        for (int i = 0; i < DIRECTIONS; i++) {
            double angle = Math.PI * i / DIRECTIONS;
            across.add(
                    new int[] {(int) Math.round(reach * Math.cos(angle)), (int) Math.round(reach * Math.sin(angle))});
        }
    }

    /// One byte a cell: the code of its [Artefact], or 0.
    static byte[] find(Findings findings) {
        return new FoldFinder(findings).find();
    }

    private byte[] find() {
        double limit = Math.max(LEAST_DENSITY, LEAST_OF_USUAL * sumUp());
        byte[] kinds = new byte[sums.length];
        byte[] ridges = new byte[sums.length];
        long found = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int at = y * width + x;
                if (isDense(at, limit)) {
                    double ratio = ratio(x, y);
                    kinds[at] = ratio >= CERTAIN_RATIO ? CERTAIN : ratio >= LEAST_RATIO ? RIDGE : PLAIN;
                    ridges[at] = (byte) (kinds[at] == PLAIN ? 0 : 255);
                    found += kinds[at] == PLAIN ? 0 : 1;
                }
            }
        }
        return found * stepMicrons2() < LEAST_MICRONS2 ? new byte[0] : cells(folds(ridges, kinds, limit));
    }

    /// Fills the steps.
    ///
    /// @return the median density of the slide's tissue, in hundredths
    private int sumUp() {
        long[] histogram = new long[256];
        long tissue = 0;
        for (int y = 0; y < raster.height(); y++) {
            int cell = y * raster.width();
            int endOfRow = cell + raster.width();
            for (int at = y / factor * width; cell < endOfRow; at++) {
                for (int end = Math.min(cell + factor, endOfRow); cell < end; cell++) {
                    if (findings.states[cell] == Findings.TISSUE) {
                        int density = findings.densities[cell] & 255;
                        sums[at] += (short) density;
                        counts[at]++;
                        if (findings.colours[cell] == CellColour.PLAIN.code()) {
                            histogram[density]++;
                            tissue++;
                        }
                    }
                }
            }
        }
        int median = 0;
        for (long below = histogram[0]; 2 * below < tissue; below += histogram[median]) {
            median++;
        }
        return median;
    }

    /// Whether at least half of a step is tissue, and dense on the mean.
    private boolean isDense(int at, double limit) {
        return 2 * counts[at] >= factor * factor && sums[at] >= limit * counts[at];
    }

    /// The greatest multiple, in any direction, of the denser side's density; 0 where no direction has tissue on both
    /// sides or [#LEAST_RATIO].
    private double ratio(int x, int y) {
        int at = y * width + x;
        double density = (double) sums[at] / counts[at];
        double greatest = 0;
        for (int[] side : across) {
            double most = density / Math.max(LEAST_RATIO, greatest);
            double one = beside(x + side[0], y + side[1]);
            if (one <= most) {
                double other = beside(x - side[0], y - side[1]);
                if (other <= most) {
                    greatest = density / Math.max(1, Math.max(one, other));
                }
            }
        }
        return greatest;
    }

    /// Mean density of the tissue about a step; infinite where less than half is tissue, or beyond the slide.
    private double beside(int x, int y) {
        if (x < 1 || y < 1 || x >= width - 1 || y >= height - 1) {
            return Double.POSITIVE_INFINITY;
        }
        int sum = 0;
        int count = 0;
        for (int row = y - 1; row <= y + 1; row++) {
            for (int at = row * width + x - 1; at <= row * width + x + 1; at++) {
                sum += sums[at];
                count += counts[at];
            }
        }
        return 2 * count >= 9 * factor * factor ? (double) sum / count : Double.POSITIVE_INFINITY;
    }

    /// The ridges that are long and narrow, and what is dense right beside them.
    private byte[] folds(byte[] ridges, byte[] kinds, double limit) {
        double stepMicrons = Math.sqrt(stepMicrons2());
        try (PointerScope _ = new PointerScope()) {
            Mat mask = MaskShapes.of(ridges, width, height);
            MaskShapes.close(mask, 1);
            byte[] folds = Pieces.judge(
                    mask,
                    CERTAIN + 1,
                    at -> kinds[at],
                    piece -> piece.area() * stepMicrons2() >= LEAST_MICRONS2
                                    && piece.length() * stepMicrons >= LEAST_MICRONS
                                    && piece.length() >= LEAST_LENGTH_OVER_WIDTH * piece.width()
                                    && piece.votes(CERTAIN) >= LEAST_CERTAIN * piece.area()
                            ? Artefact.FOLD.code()
                            : 0);
            if (folds.length == 0) {
                return folds;
            }
            Mat wide = MaskShapes.of(folds, width, height);
            MaskShapes.widen(wide, 1);
            byte[] beside = MaskShapes.bytes(wide);
            for (int at = 0; at < folds.length; at++) {
                if (folds[at] == 0 && isDense(at, limit)) {
                    folds[at] = beside[at];
                }
            }
            return folds;
        }
    }

    private double stepMicrons2() {
        double side = factor * raster.cellMicrons();
        return side * side;
    }

    /// From steps back to cells.
    private byte[] cells(byte[] folds) {
        if (folds.length == 0) {
            return folds;
        }
        byte[] cells = new byte[findings.states.length];
        for (int at = 0; at < folds.length; at++) {
            if (folds[at] != 0) {
                int left = at % width * factor;
                int right = Math.min(left + factor, raster.width());
                int bottom = Math.min((at / width + 1) * factor, raster.height());
                for (int y = at / width * factor; y < bottom; y++) {
                    Arrays.fill(cells, y * raster.width() + left, y * raster.width() + right, folds[at]);
                }
            }
        }
        return cells;
    }
}
