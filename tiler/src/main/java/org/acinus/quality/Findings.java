package org.acinus.quality;

import java.util.Arrays;

/// What one pass over the middle level leaves: a few bytes a cell and a few numbers a focus window, whatever the
/// size of the level.
///
/// Threads fill parts of the same arrays that do not overlap; complete once they have ended.
final class Findings {
    /// The cell lies where the coarse mask has no tissue, and was not looked at.
    static final byte UNSEEN = 0;

    /// Looked at, and no tissue.
    static final byte BARE = 1;

    /// Looked at, and as much stained or dark as tissue is.
    static final byte TISSUE = 2;

    /// The stored pixels do not decode.
    static final byte UNREADABLE = 3;

    final CellRaster raster;

    /// One of the four above, a cell.
    final byte[] states;

    /// Code of [CellColour], a cell.
    final byte[] colours;

    /// Mean optical density in hundredths, a cell.
    final byte[] densities;

    /// Energy between 2 and 4 µm, a focus window; negative where focus cannot be judged.
    final float[] fine;

    /// Energy between 4 and 8 µm, a focus window.
    final float[] coarse;

    Findings(CellRaster raster) {
        this.raster = raster;
        int cells = Math.multiplyExact(raster.width(), raster.height());
        this.states = new byte[cells];
        this.colours = new byte[cells];
        this.densities = new byte[cells];
        int windows = Math.multiplyExact(raster.windowColumns(), raster.windowRows());
        this.fine = new float[windows];
        this.coarse = new float[windows];
        Arrays.fill(fine, -1);
    }
}
