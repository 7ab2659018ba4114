package org.acinus.quality;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.acinus.tissue.GlassColour;
import org.acinus.tissue.MaskShapes;
import org.acinus.tissue.ReadingCrew;
import org.acinus.tissue.TissueMask;
import org.acinus.wsi.UnreadableRegionException;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;

/// Reads the middle level once, block by block on a few threads, only where the coarse mask found tissue, and keeps
/// what [Findings] holds.
final class MiddlePass {
    private final Findings findings;
    private final CellRaster raster;
    private final TissueMask coarse;
    private final ColourTable table;
    private final GlassColour glass;

    /// Anything but 0 where the coarse mask has tissue within a pixel.
    private final byte[] near;

    private final double coarsePerCell;

    private MiddlePass(CellRaster raster, TissueMask coarse, GlassColour glass) {
        this.findings = new Findings(raster);
        this.raster = raster;
        this.coarse = coarse;
        this.table = new ColourTable(glass);
        this.glass = glass;
        this.near = widened(coarse);
        this.coarsePerCell = raster.pixels0PerCell() / coarse.pixels0PerPixel();
    }

    private static byte[] widened(TissueMask mask) {
        byte[] pixels = new byte[mask.width() * mask.height()];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (mask.at(i % mask.width(), i / mask.width()) ? 255 : 0);
        }
        try (PointerScope _ = new PointerScope()) {
            Mat wide = MaskShapes.of(pixels, mask.width(), mask.height());
            MaskShapes.widen(wide, 1);
            return MaskShapes.bytes(wide);
        }
    }

    /// Makes the pass.
    ///
    /// @param coarse where to look, a pixel of it wider
    static Findings over(CellRaster raster, TissueMask coarse, GlassColour glass) {
        MiddlePass pass = new MiddlePass(raster, coarse, glass);
        ReadingCrew.work(pass.blocks());
        return pass.findings;
    }

    private List<Runnable> blocks() {
        int side = raster.blockPixels();
        double scale = raster.level().pixels0PerPixel();
        double margin = coarse.pixels0PerPixel();
        List<Runnable> blocks = new ArrayList<>();
        for (int top = 0; top < raster.level().height(); top += side) {
            for (int left = 0; left < raster.level().width(); left += side) {
                int width = Math.min(side, raster.level().width() - left);
                int height = Math.min(side, raster.level().height() - top);
                if (coarse.touches(
                        left * scale - margin,
                        top * scale - margin,
                        (left + width) * scale + margin,
                        (top + height) * scale + margin)) {
                    int x = left;
                    int y = top;
                    blocks.add(() -> block(x, y, width, height));
                }
            }
        }
        return blocks;
    }

    private void block(int x, int y, int width, int height) {
        byte[] rgb;
        try {
            rgb = raster.level().read(x, y, width, height);
        } catch (UnreadableRegionException gap) {
            int cells = Math.ceilDiv(width, raster.cellPixels());
            for (int row = y / raster.cellPixels(); row < Math.ceilDiv(y + height, raster.cellPixels()); row++) {
                int start = row * raster.width() + x / raster.cellPixels();
                Arrays.fill(findings.states, start, start + cells, Findings.UNREADABLE);
            }
            return;
        }
        cells(rgb, x, y, width, height);
        new FocusWindows(findings, rgb, width, height).measure(x, y);
    }

    private void cells(byte[] rgb, int x, int y, int width, int height) {
        int side = raster.cellPixels();
        for (int top = 0; top < height; top += side) {
            int bottom = Math.min(top + side, height);
            int row = (y + top) / side;
            for (int left = 0; left < width; left += side) {
                int column = (x + left) / side;
                if (isNearTissue(column, row)) {
                    int right = Math.min(left + side, width);
                    cell(row * raster.width() + column, rgb, width, left, top, right, bottom);
                }
            }
        }
    }

    /// Sums up a cell's pixels.
    private void cell(int cell, byte[] rgb, int width, int left, int top, int right, int bottom) {
        CellTally tally = new CellTally(table);
        for (int row = top; row < bottom; row++) {
            tally.addRow(rgb, 3 * (row * width + left), 3 * (row * width + right));
        }
        int pixels = (right - left) * (bottom - top);
        findings.colours[cell] = tally.colour(pixels).code();
        findings.densities[cell] = (byte) tally.density(pixels);
        findings.states[cell] = tally.isTissue(glass, pixels) ? Findings.TISSUE : Findings.BARE;
    }

    /// Whether the middle of a cell lies in the coarse mask or within a pixel of it.
    private boolean isNearTissue(int column, int row) {
        int x = Math.min(coarse.width() - 1, (int) ((column + 0.5) * coarsePerCell));
        int y = Math.min(coarse.height() - 1, (int) ((row + 0.5) * coarsePerCell));
        return near[y * coarse.width() + x] != 0;
    }
}
