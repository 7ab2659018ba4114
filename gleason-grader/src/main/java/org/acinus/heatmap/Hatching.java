package org.acinus.heatmap;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.TexturePaint;
import java.awt.image.BufferedImage;

/// Patterns for tiles that have no score. They run on from tile to tile, so that a field of small tiles stays
/// legible.
///
/// Immutable and thread-safe.
final class Hatching {
    private static final int PERIOD = 8;
    private static final int STROKE = 2;
    private static final int PAPER = 0x60FFFFFF;

    /// Strokes in one direction: left out on purpose.
    static final Hatching EXCLUDED = new Hatching(0xC0606060, false);

    /// Strokes in both directions: pixels that cannot be read.
    static final Hatching UNREADABLE = new Hatching(0xF0101010, true);

    private final BufferedImage cell;
    private final TexturePaint paint;

    private Hatching(int ink, boolean crossed) {
        cell = new BufferedImage(PERIOD, PERIOD, BufferedImage.TYPE_INT_ARGB);
        for (int y = 0; y < PERIOD; y++) {
            for (int x = 0; x < PERIOD; x++) {
                boolean rising = (x + y) % PERIOD < STROKE;
                boolean falling = Math.floorMod(x - y, PERIOD) < STROKE;
                cell.setRGB(x, y, rising || (crossed && falling) ? ink : PAPER);
            }
        }
        paint = new TexturePaint(cell, new Rectangle(PERIOD, PERIOD));
    }

    void fill(Graphics2D graphics, Rectangle area) {
        graphics.setPaint(paint);
        graphics.fill(area);
    }

    /// The pattern's pixel at a place, on white paper, packed as `0xRRGGBB`.
    int rgbOnWhite(int x, int y) {
        int ink = cell.getRGB(x % PERIOD, y % PERIOD);
        return ink == PAPER ? 0xFFFFFF : ink & 0xFFFFFF;
    }

    /// A sample for the legend.
    void sample(Graphics2D graphics, Rectangle area) {
        fill(graphics, area);
        graphics.setPaint(Color.DARK_GRAY);
        graphics.draw(area);
    }
}
