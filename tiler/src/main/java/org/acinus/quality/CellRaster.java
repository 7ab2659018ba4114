package org.acinus.quality;

import org.acinus.tissue.AveragedLevel;
import org.acinus.wsi.Slide;
import org.acinus.wsi.metadata.PixelSpacing;

/// The middle level of a slide and how it is cut up: pixels of about 2 µm, square cells of some pixels that colour
/// is judged on, square windows of some cells that focus is judged on, and blocks of windows that are read at once.
///
/// Two µm a pixel is where focus can be told cheaply. It is the sixteenth part of the pixels of a 20x scan, most
/// scanners store a level there or one step finer, and a scan in focus has about as much detail between 2 and 4 µm
/// as between 4 and 8: a blur of 1.5 µm (standard deviation) takes three quarters of the former and a quarter of the
/// latter. Cells are 8 µm, larger only on slides so large that their cells would be too many to hold.
///
/// @param level the middle level
/// @param cellPixels pixels of the level per cell, along both axes
/// @param cellMicrons µm per cell
record CellRaster(AveragedLevel level, int cellPixels, double cellMicrons) {
    /// Pixels of a focus window along both axes: 64 µm.
    static final int WINDOW_PIXELS = 32;

    private static final double SPACING_MICRONS = 2;
    private static final int USUAL_CELL_PIXELS = 4;

    /// A cell's colours are counted in a byte each.
    private static final int LARGEST_CELL_PIXELS = 8;

    private static final long MOST_CELLS = 16_000_000;
    private static final int BLOCK_LEVEL_PIXELS = 1024;
    private static final int LEAST_BLOCK = 128;

    /// Larger blocks hold more glass that is decoded for nothing.
    private static final int MOST_BLOCK = 256;

    /// Lays the raster over a slide.
    static CellRaster over(Slide slide, PixelSpacing spacing0) {
        AveragedLevel level = AveragedLevel.atSpacing(slide, spacing0, SPACING_MICRONS);
        int cell = USUAL_CELL_PIXELS;
        while (cell < LARGEST_CELL_PIXELS && cells(level.width(), cell) * cells(level.height(), cell) > MOST_CELLS) {
            cell *= 2;
        }
        return new CellRaster(level, cell, cell * level.pixels0PerPixel() * spacing0.meanMicrons());
    }

    private static long cells(int pixels, int cell) {
        return Math.ceilDiv(pixels, cell);
    }

    int width() {
        return Math.ceilDiv(level.width(), cellPixels);
    }

    int height() {
        return Math.ceilDiv(level.height(), cellPixels);
    }

    /// Level-0 pixels per cell.
    double pixels0PerCell() {
        return level.pixels0PerPixel() * cellPixels;
    }

    /// Focus windows side by side.
    int windowColumns() {
        return Math.ceilDiv(level.width(), WINDOW_PIXELS);
    }

    int windowRows() {
        return Math.ceilDiv(level.height(), WINDOW_PIXELS);
    }

    /// Cells of a focus window, along both axes.
    int windowCells() {
        return WINDOW_PIXELS / cellPixels;
    }

    /// Pixels of a block, along both axes: whole windows, and as near as can be to a few stored tiles.
    int blockPixels() {
        int wanted = BLOCK_LEVEL_PIXELS / level.factor() / WINDOW_PIXELS * WINDOW_PIXELS;
        return Math.clamp(wanted, LEAST_BLOCK, MOST_BLOCK);
    }

    /// A length in cells.
    double cells(double microns) {
        return microns / cellMicrons;
    }

    /// An area in cells.
    double cells2(double microns2) {
        return microns2 / (cellMicrons * cellMicrons);
    }
}
