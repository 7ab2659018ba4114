package org.acinus.quality;

import org.acinus.tissue.GlassColour;

/// The colour class and the optical density of every colour, once the slide's glass is made white.
///
/// Stains absorb by Beer and Lambert, so their hue shows in the ratio of the densities of red, green and blue,
/// whatever their amount. Haematoxylin (0.65, 0.70, 0.29) and eosin (0.07, 0.99, 0.11; Ruifrok and Johnston 2001)
/// both absorb green most; marker inks do not: green ink absorbs green least, blue ink red most, and red ink blue as
/// much as green but red hardly at all. Colours are looked up at five bits a channel. Immutable.
final class ColourTable {
    /// Densities are kept as hundredths.
    static final double DENSITY_UNITS = 100;

    private static final int BITS = 5;
    private static final int SHIFT = 8 - BITS;

    private static final double GLASS = 225;
    private static final double COLOURLESS = 14;
    private static final double DARK_BELOW = 115;
    private static final double DARK_COLOUR = 32;
    private static final double OPAQUE_BELOW = 18;
    private static final double GREENER = 18;
    private static final double AS_GREEN = 15;
    private static final double LEAST_INK_DENSITY = 0.25;
    private static final double LEAST_BLUE_COLOUR = 25;

    /// For each colour the place of its class's byte in a count, above eight bits of density: one look-up, from a table
    /// that stays in the processor's near caches.
    private final short[] entries = new short[1 << (3 * BITS)];

    ColourTable(GlassColour glass) {
        for (int i = 0; i < entries.length; i++) {
            double red = white(i >> (2 * BITS), glass.red());
            double green = white((i >> BITS) & ((1 << BITS) - 1), glass.green());
            double blue = white(i & ((1 << BITS) - 1), glass.blue());
            int place = Byte.SIZE * classify(red, green, blue).code();
            double density = (density(red) + density(green) + density(blue)) / 3;
            entries[i] = (short) (place << Byte.SIZE | Math.min(255, Math.round(DENSITY_UNITS * density)));
        }
    }

    /// What is known of a colour, for [#counter] and [#density].
    ///
    /// @param red 0 to 255, and so the others
    int entry(int red, int green, int blue) {
        return entries[((red >> SHIFT) << (2 * BITS)) | ((green >> SHIFT) << BITS) | (blue >> SHIFT)];
    }

    /// A one in the byte of its class: what adds up to a count of each class, for up to 255 pixels.
    static long counter(int entry) {
        return 1L << (entry >> Byte.SIZE);
    }

    /// Mean optical density of the three channels, in hundredths.
    static int density(int entry) {
        return entry & 255;
    }

    private static double white(int coarse, int glass) {
        double value = (coarse << SHIFT) + (1 << SHIFT) / 2.0;
        return Math.min(255, value * 255 / Math.max(1, glass));
    }

    private static double density(double value) {
        return -Math.log10(Math.max(1, value) / 255);
    }

    private static CellColour classify(double red, double green, double blue) {
        double greatest = Math.max(red, Math.max(green, blue));
        double colour = greatest - Math.min(red, Math.min(green, blue));
        if (greatest < OPAQUE_BELOW) {
            return CellColour.BLACK;
        }
        if (greatest < DARK_BELOW && colour < DARK_COLOUR) {
            return CellColour.DARK;
        }
        if (colour < COLOURLESS) {
            return greatest - colour >= GLASS ? CellColour.WHITE : CellColour.GREY;
        }
        return ink(red, green, blue, colour);
    }

    private static CellColour ink(double red, double green, double blue, double colour) {
        double ofRed = density(red);
        double ofGreen = density(green);
        double ofBlue = density(blue);
        if (ofBlue > 0.72 * ofGreen && ofRed < 0.3 * ofGreen && ofGreen > LEAST_INK_DENSITY) {
            return CellColour.RED;
        }
        if (green > red + GREENER && green >= blue - AS_GREEN) {
            return CellColour.GREEN;
        }
        if (ofRed > 1.08 * ofGreen
                && ofBlue < 0.8 * ofRed
                && ofRed > LEAST_INK_DENSITY
                && colour >= LEAST_BLUE_COLOUR) {
            return CellColour.BLUE;
        }
        return CellColour.PLAIN;
    }
}
