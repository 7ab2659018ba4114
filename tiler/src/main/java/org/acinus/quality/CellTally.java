package org.acinus.quality;

import org.acinus.tissue.GlassColour;

/// A cell's pixels, added up. One thread at a time.
final class CellTally {
    /// A cell that absorbs this much of some colour is no glass, however little colour it has.
    private static final double DARKER_THAN_GLASS = 0.8;

    /// Least difference between the channels of a cell's mean colour for it to be stained, glass being white.
    private static final double LEAST_CHROMA = 10;

    /// Bytes of four pixels.
    private static final int QUAD = 4 * 3;

    private final ColourTable table;
    private long counts;
    private int density;
    private int red;
    private int green;
    private int blue;

    CellTally(ColourTable table) {
        this.table = table;
    }

    /// Adds a row of pixels. Nearly every row has four of them: by fours, the compiler writes out the loop.
    ///
    /// @param start of the first pixel in `rgb`
    /// @param end behind the last
    void addRow(byte[] rgb, int start, int end) {
        int at = start;
        for (; at + QUAD <= end; at += QUAD) {
            for (int pixel = 0; pixel < QUAD; pixel += 3) {
                add(rgb, at + pixel);
            }
        }
        for (; at < end; at += 3) {
            add(rgb, at);
        }
    }

    private void add(byte[] rgb, int at) {
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

    /// Mean optical density, in hundredths.
    int density(int pixels) {
        return density / pixels;
    }

    /// Whether it is no glass, by its mean colour.
    boolean isTissue(GlassColour glass, int pixels) {
        double ofRed = red / (double) pixels / glass.red();
        double ofGreen = green / (double) pixels / glass.green();
        double ofBlue = blue / (double) pixels / glass.blue();
        double greatest = Math.max(ofRed, Math.max(ofGreen, ofBlue));
        double least = Math.min(ofRed, Math.min(ofGreen, ofBlue));
        return Math.min(1, greatest) - Math.min(1, least) >= LEAST_CHROMA / 255 || least < DARKER_THAN_GLASS;
    }

    /// What most of a cell looks like; a third of it is enough for a dark line, which is narrower than a cell.
    CellColour colour(int pixels) {
        int dark = count(CellColour.DARK);
        int black = count(CellColour.BLACK);
        if (2 * black > pixels) {
            return CellColour.BLACK;
        }
        int greens = count(CellColour.GREEN);
        int blues = count(CellColour.BLUE);
        int reds = count(CellColour.RED);
        int ink = Math.max(greens, Math.max(blues, reds));
        if (2 * (greens + blues + reds) > pixels && ink >= dark + black) {
            return ink == greens ? CellColour.GREEN : ink == blues ? CellColour.BLUE : CellColour.RED;
        }
        if (3 * (dark + black) > pixels) {
            return CellColour.DARK;
        }
        if (2 * count(CellColour.WHITE) > pixels) {
            return CellColour.WHITE;
        }
        return 2 * count(CellColour.GREY) > pixels ? CellColour.GREY : CellColour.PLAIN;
    }

    private int count(CellColour colour) {
        return (int) ((counts >>> (Byte.SIZE * colour.code())) & 255);
    }
}
