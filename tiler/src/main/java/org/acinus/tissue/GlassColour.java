package org.acinus.tissue;

import java.lang.foreign.ValueLayout;
import org.acinus.wsi.RgbBuffer;

/// The colour of empty glass on one slide, against which all its other colours are judged: lamps and scanners tint
/// glass, and what is tinted like glass is not stained.
///
/// Immutable.
///
/// @param red 0 to 255
/// @param green 0 to 255
/// @param blue 0 to 255
public record GlassColour(int red, int green, int blue) {
    /// Where a slide shows no glass at all.
    static final GlassColour USUAL = new GlassColour(243, 243, 243);

    private static final int LEAST_BRIGHTNESS = 170;
    private static final int MOST_TINT = 30;

    /// What a scanner or a converter writes where it has not scanned.
    private static final int FILL = 254;

    /// Glass on less than this share of a slide is not to be told from the inside of a vessel.
    private static final double LEAST_SHARE = 0.002;

    /// Finds it: the median of each channel over bright, hardly tinted pixels. Filled parts, which are pure white,
    /// count where there is nothing else.
    public static GlassColour of(Overview overview) {
        int[][] glass = new int[3][256];
        long[] found = new long[2];
        RgbBuffer picture = overview.picture();
        byte[] pixels = picture.pixels().toArray(ValueLayout.JAVA_BYTE);
        for (int at = 0; at < pixels.length; at += 3) {
            int red = pixels[at] & 255;
            int green = pixels[at + 1] & 255;
            int blue = pixels[at + 2] & 255;
            int least = Math.min(red, Math.min(green, blue));
            if (least >= FILL) {
                found[1]++;
            } else if (least >= LEAST_BRIGHTNESS && Math.max(red, Math.max(green, blue)) - least <= MOST_TINT) {
                found[0]++;
                glass[0][red]++;
                glass[1][green]++;
                glass[2][blue]++;
            }
        }
        double least = LEAST_SHARE * pixels.length / 3;
        if (found[0] < least) {
            return found[1] < least ? USUAL : new GlassColour(255, 255, 255);
        }
        // Pale tissue may be among them, so not the middle but the brighter side is glass.
        return new GlassColour(upper(glass[0], found[0]), upper(glass[1], found[0]), upper(glass[2], found[0]));
    }

    private static int upper(int[] histogram, long count) {
        long above = 0;
        for (int value = 255; value > 0; value--) {
            above += histogram[value];
            if (above * 10 >= count * 3) {
                return value;
            }
        }
        return 0;
    }

    /// What a channel value would be if glass were white, for each of 256 values.
    ///
    /// @param glass the channel's value on glass
    static int[] balanced(int glass) {
        int[] table = new int[256];
        for (int value = 0; value < 256; value++) {
            table[value] = Math.min(255, (value * 255 + glass / 2) / Math.max(1, glass));
        }
        return table;
    }
}
