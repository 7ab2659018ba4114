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
    /// A cell that absorbs this much of some colour is no glass, however little colour it has.
    private static final double DARKER_THAN_GLASS = 0.8;

    /// Least difference between the channels of a cell's mean colour for it to be stained, glass being white.
    private static final double LEAST_CHROMA = 10;

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
        long counts = 0;
        int density = 0;
        int red = 0;
        int green = 0;
        int blue = 0;
        for (int row = top; row < bottom; row++) {
            int end = 3 * (row * width + right);
            for (int at = 3 * (row * width + left); at < end; at += 3) {
                int r = rgb[at] & 255;
                int g = rgb[at + 1] & 255;
                int b = rgb[at + 2] & 255;
                int entry = table.entry(r, g, b);
                counts += ColourTable.counter(entry);
                density += ColourTable.density(entry);
                red += r;
                green += g;
                blue += b;
            }
        }
        int pixels = (right - left) * (bottom - top);
        findings.colours[cell] = colour(counts, pixels).code();
        findings.densities[cell] = (byte) (density / pixels);
        findings.states[cell] = isTissue(red, green, blue, pixels) ? Findings.TISSUE : Findings.BARE;
    }

    /// Whether the middle of a cell lies in the coarse mask or within a pixel of it.
    private boolean isNearTissue(int column, int row) {
        int x = Math.min(coarse.width() - 1, (int) ((column + 0.5) * coarsePerCell));
        int y = Math.min(coarse.height() - 1, (int) ((row + 0.5) * coarsePerCell));
        return near[y * coarse.width() + x] != 0;
    }

    /// Whether a cell is no glass, by the sums of its channels.
    private boolean isTissue(int reds, int greens, int blues, int pixels) {
        double red = reds / (double) pixels / glass.red();
        double green = greens / (double) pixels / glass.green();
        double blue = blues / (double) pixels / glass.blue();
        double greatest = Math.max(red, Math.max(green, blue));
        double least = Math.min(red, Math.min(green, blue));
        return Math.min(1, greatest) - Math.min(1, least) >= LEAST_CHROMA / 255 || least < DARKER_THAN_GLASS;
    }

    /// What most of a cell looks like; a third of it is enough for a dark line, which is narrower than a cell.
    private static CellColour colour(long counts, int pixels) {
        int dark = count(counts, CellColour.DARK);
        int black = count(counts, CellColour.BLACK);
        if (2 * black > pixels) {
            return CellColour.BLACK;
        }
        int green = count(counts, CellColour.GREEN);
        int blue = count(counts, CellColour.BLUE);
        int red = count(counts, CellColour.RED);
        int ink = Math.max(green, Math.max(blue, red));
        if (2 * (green + blue + red) > pixels && ink >= dark + black) {
            return ink == green ? CellColour.GREEN : ink == blue ? CellColour.BLUE : CellColour.RED;
        }
        if (3 * (dark + black) > pixels) {
            return CellColour.DARK;
        }
        if (2 * count(counts, CellColour.WHITE) > pixels) {
            return CellColour.WHITE;
        }
        return 2 * count(counts, CellColour.GREY) > pixels ? CellColour.GREY : CellColour.PLAIN;
    }

    private static int count(long counts, CellColour colour) {
        return (int) ((counts >>> (Byte.SIZE * colour.code())) & 255);
    }
}
