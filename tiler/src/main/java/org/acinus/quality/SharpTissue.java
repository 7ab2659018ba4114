package org.acinus.quality;

import org.acinus.tissue.MaskShapes;
import org.acinus.tissue.TissueMask;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;

/// The tissue mask of the middle level: cells of the coarse mask, and of a coarse pixel around it, that are no glass.
/// Specks go and holes are filled by their area in µm².
final class SharpTissue {
    private static final double SMALLEST_TISSUE_MICRONS2 = 20_000;
    private static final double LARGEST_FILLED_HOLE_MICRONS2 = 10_000;
    private static final double CLOSING_MICRONS = 12;
    private static final double OPENING_MICRONS = 6;

    private SharpTissue() {}

    static TissueMask of(Findings findings, TissueMask coarse) {
        CellRaster raster = findings.raster;
        double scale = raster.pixels0PerCell() / coarse.pixels0PerPixel();
        byte[] cells = new byte[findings.states.length];
        for (int i = 0; i < cells.length; i++) {
            boolean isUndecoded = findings.states[i] == Findings.UNREADABLE;
            boolean tissue = isUndecoded
                    ? isCoarse(coarse, i % raster.width(), i / raster.width(), scale)
                    : findings.states[i] == Findings.TISSUE;
            cells[i] = (byte) (tissue ? 255 : 0);
        }
        try (PointerScope _ = new PointerScope()) {
            Mat mask = MaskShapes.of(cells, raster.width(), raster.height());
            MaskShapes.close(mask, raster.cells(CLOSING_MICRONS));
            MaskShapes.open(mask, raster.cells(OPENING_MICRONS));
            MaskShapes.dropSmall(mask, raster.cells2(SMALLEST_TISSUE_MICRONS2));
            MaskShapes.fillHoles(mask, raster.cells2(LARGEST_FILLED_HOLE_MICRONS2));
            return new TissueMask(MaskShapes.bytes(mask), raster.width(), raster.height(), raster.pixels0PerCell());
        }
    }

    private static boolean isCoarse(TissueMask coarse, int x, int y, double scale) {
        return coarse.at(Math.min(coarse.width() - 1, (int) ((x + 0.5) * scale)), Math.min(coarse.height() - 1, (int)
                ((y + 0.5) * scale)));
    }
}
