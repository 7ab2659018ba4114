package org.acinus.heatmap;

import java.awt.Color;

/// The heatmap's colours: blue for benign over light grey for no influence to red for cancer.
///
/// Straight lines in Oklab (Ottosson 2020, "A perceptual color space for image processing"), so that equal steps
/// on the scale look equal. Lightness falls evenly to both sides, so the strength can still be read in a
/// black-and-white print, and the hues are a pair that red-green colour blindness keeps apart.
public final class HeatColours {
    /// Opacity where a tile has no influence, and what full influence adds to it.
    private static final double MIN_OPACITY = 0.30;

    private static final double MORE_OPACITY = 0.50;
    private static final double NEUTRAL_LIGHTNESS = 0.93;
    private static final double END_LIGHTNESS = 0.50;
    private static final double END_CHROMA = 0.19;
    private static final double CANCER_HUE = Math.toRadians(29);
    private static final double BENIGN_HUE = Math.toRadians(262);

    private HeatColours() {}

    /// Colour of a place on the scale, packed as `0xRRGGBB`.
    ///
    /// @param position -1 to 1, see [HeatScale#position]
    public static int rgb(double position) {
        if (!(Math.abs(position) <= 1)) {
            throw new IllegalArgumentException("A place on the scale is from -1 to 1, not " + position);
        }
        double strength = Math.abs(position);
        double lightness = NEUTRAL_LIGHTNESS + strength * (END_LIGHTNESS - NEUTRAL_LIGHTNESS);
        double chroma = strength * END_CHROMA;
        double hue = position > 0 ? CANCER_HUE : BENIGN_HUE;
        return fromOklab(lightness, chroma * Math.cos(hue), chroma * Math.sin(hue));
    }

    /// Colour and opacity of a place on the scale.
    ///
    /// @param position -1 to 1
    public static Color translucent(double position) {
        return new Color(rgb(position) | opacity(Math.abs(position)) << 24, true);
    }

    /// Opacity of a colour over tissue.
    ///
    /// @param strength 0 to 1
    /// @return 0 to 255
    static int opacity(double strength) {
        return (int) Math.round(255 * (MIN_OPACITY + MORE_OPACITY * strength));
    }

    /// What a translucent colour looks like over a ground.
    ///
    /// @param ground opaque, packed RGB
    /// @return packed RGB
    public static int over(Color heat, int ground) {
        double alpha = heat.getAlpha() / 255.0;
        int red = mix(heat.getRed(), ground >> 16 & 0xFF, alpha);
        int green = mix(heat.getGreen(), ground >> 8 & 0xFF, alpha);
        return red << 16 | green << 8 | mix(heat.getBlue(), ground & 0xFF, alpha);
    }

    private static int mix(int heat, int ground, double alpha) {
        return (int) Math.round(alpha * heat + (1 - alpha) * ground);
    }

    /// Converts with the matrices of Ottosson's page (its version of 2021-01-25), then to sRGB (IEC 61966-2-1).
    private static int fromOklab(double lightness, double a, double b) {
        double l = cube(lightness + 0.3963377774 * a + 0.2158037573 * b);
        double m = cube(lightness - 0.1055613458 * a - 0.0638541728 * b);
        double s = cube(lightness - 0.0894841775 * a - 1.2914855480 * b);
        int red = channel(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s);
        int green = channel(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s);
        int blue = channel(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s);
        return red << 16 | green << 8 | blue;
    }

    private static double cube(double value) {
        return value * value * value;
    }

    private static int channel(double linear) {
        double clipped = Math.clamp(linear, 0, 1);
        double encoded = clipped <= 0.0031308 ? 12.92 * clipped : 1.055 * Math.pow(clipped, 1 / 2.4) - 0.055;
        return (int) Math.round(255 * encoded);
    }
}
