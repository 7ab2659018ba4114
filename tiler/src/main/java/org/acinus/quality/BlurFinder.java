package org.acinus.quality;

import java.util.Arrays;

/// Tissue out of focus: windows with too little detail between 2 and 4 µm for what they have between 4 and 8 µm, among
/// others of the kind.
///
/// How much detail a scan in focus has depends on its optics, so the slide's own sharpest tenth sets the mark; but
/// never above or below what scanners do, or a slide that is sharp throughout would have a blurred half, and one that
/// is blurred throughout none.
final class BlurFinder {
    /// Share of the ratio of the slide's sharp windows below which a window is blurred.
    private static final double LEAST_OF_SHARP = 0.5;

    private static final double SHARP_QUANTILE = 0.9;

    /// A ratio below this is blurred on any slide: between 1.0 and 1.5 µm of standard deviation on most.
    private static final double BLURRED_BELOW = 0.22;

    /// A ratio above this is sharp on any slide.
    private static final double SHARP_ABOVE = 0.42;

    /// Fewer windows together than this (0.01 mm²) are a vessel or a fibre that has little detail.
    private static final int LEAST_WINDOWS = 3;

    /// Rounding to whole grey levels alone has this much energy.
    private static final double ROUNDING = 1;

    private static final byte UNKNOWN = 2;

    private BlurFinder() {}

    /// One byte a focus window, 1 where it is out of focus.
    static byte[] find(Findings findings) {
        int width = findings.raster.windowColumns();
        int height = findings.raster.windowRows();
        float[] ratios = new float[findings.fine.length];
        float[] judged = new float[ratios.length];
        int count = 0;
        for (int window = 0; window < ratios.length; window++) {
            ratios[window] = findings.fine[window] < 0 ? Float.NaN : ratio(findings, window);
            if (!Float.isNaN(ratios[window])) {
                judged[count++] = ratios[window];
            }
        }
        double limit = limit(Arrays.copyOf(judged, count));
        byte[] blurred = new byte[ratios.length];
        for (int window = 0; window < ratios.length; window++) {
            blurred[window] = (byte) (Float.isNaN(ratios[window]) ? UNKNOWN : ratios[window] < limit ? 1 : 0);
        }
        return smoothed(blurred, width, height);
    }

    private static double limit(float[] judged) {
        if (judged.length == 0) {
            return 0;
        }
        Arrays.sort(judged);
        double sharp = judged[(int) (SHARP_QUANTILE * (judged.length - 1))];
        return Math.clamp(LEAST_OF_SHARP * sharp, BLURRED_BELOW, SHARP_ABOVE);
    }

    /// A window's own ratio: over its neighbours too, one that is sharp would outweigh eight that are not.
    private static float ratio(Findings findings, int window) {
        return (float) (findings.fine[window] / (findings.coarse[window] + ROUNDING));
    }

    /// Drops blurred windows that stand nearly alone, and decides those that could not be judged by their neighbours.
    private static byte[] smoothed(byte[] blurred, int width, int height) {
        byte[] kept = new byte[blurred.length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int company = 0;
                int known = 0;
                for (int row = Math.max(0, y - 1); row <= Math.min(height - 1, y + 1); row++) {
                    for (int column = Math.max(0, x - 1); column <= Math.min(width - 1, x + 1); column++) {
                        company += blurred[row * width + column] == 1 ? 1 : 0;
                        known += blurred[row * width + column] == UNKNOWN ? 0 : 1;
                    }
                }
                byte here = blurred[y * width + x];
                boolean isBlurred = here == UNKNOWN ? company > 0 && 2 * company >= known : here == 1;
                kept[y * width + x] = (byte) (isBlurred && company >= LEAST_WINDOWS ? 1 : 0);
            }
        }
        return kept;
    }
}
