package org.acinus.stain;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.acinus.wsi.RgbBuffer;

/// Reinhard's normalisation: every channel of CIE L\*a\*b\* gets the reference's mean and deviation.
///
/// The roots come from a table with straight lines between its entries (misses by less than 0.0001 of white), the
/// way back to grey levels from one in steps of less than a level.
final class LabMap implements StainNormaliser {
    private static final int CHANNELS = RgbBuffer.BYTES_PER_PIXEL;
    private static final int ROOT_STEPS = 4096;
    private static final int LEVEL_STEPS = 16_384;
    private static final float[] ROOTS = new float[ROOT_STEPS + 2];
    private static final byte[] LEVELS = new byte[LEVEL_STEPS + 1];
    private static final float[] LINEAR = new float[256];
    private static final float[] TO_XYZ = flat(LabColour.XYZ_OF_RGB);
    private static final float[] TO_RGB = flat(LabColour.rgbOfXyz());

    static {
        for (int i = 0; i < ROOTS.length; i++) {
            ROOTS[i] = (float) LabColour.root((double) i / ROOT_STEPS);
        }
        for (int i = 0; i < LEVELS.length; i++) {
            LEVELS[i] = (byte) Math.round(LabColour.level((double) i / LEVEL_STEPS));
        }
        for (int level = 0; level < LINEAR.length; level++) {
            LINEAR[level] = (float) LabColour.linear(level);
        }
    }

    /// Factor and summand of each channel, so that `lab' = factor * lab + summand`.
    private final float factorL;
    private final float factorA;
    private final float factorB;
    private final float summandL;
    private final float summandA;
    private final float summandB;

    LabMap(LabStatistics slide, LabStatistics reference) {
        this.factorL = (float) (reference.deviationL() / slide.deviationL());
        this.factorA = (float) (reference.deviationA() / slide.deviationA());
        this.factorB = (float) (reference.deviationB() / slide.deviationB());
        this.summandL = (float) (reference.meanL() - factorL * slide.meanL());
        this.summandA = (float) (reference.meanA() - factorA * slide.meanA());
        this.summandB = (float) (reference.meanB() - factorB * slide.meanB());
    }

    private static float[] flat(double[][] matrix) {
        float[] flat = new float[9];
        for (int i = 0; i < 9; i++) {
            flat[i] = (float) matrix[i / 3][i % 3];
        }
        return flat;
    }

    @Override
    public void normalise(MemorySegment rgb, int pixels) {
        for (int pixel = 0; pixel < pixels; pixel++) {
            long at = (long) CHANNELS * pixel;
            float red = LINEAR[rgb.get(ValueLayout.JAVA_BYTE, at) & 255];
            float green = LINEAR[rgb.get(ValueLayout.JAVA_BYTE, at + 1) & 255];
            float blue = LINEAR[rgb.get(ValueLayout.JAVA_BYTE, at + 2) & 255];
            float rootX = root(TO_XYZ[0] * red + TO_XYZ[1] * green + TO_XYZ[2] * blue);
            float rootY = root(TO_XYZ[3] * red + TO_XYZ[4] * green + TO_XYZ[5] * blue);
            float rootZ = root(TO_XYZ[6] * red + TO_XYZ[7] * green + TO_XYZ[8] * blue);
            float lightness = factorL * (116 * rootY - 16) + summandL;
            float a = factorA * (500 * (rootX - rootY)) + summandA;
            float b = factorB * (200 * (rootY - rootZ)) + summandB;
            float middle = (lightness + 16) / 116;
            float x = unroot(middle + a / 500);
            float y = unroot(middle);
            float z = unroot(middle - b / 200);
            rgb.set(ValueLayout.JAVA_BYTE, at, level(TO_RGB[0] * x + TO_RGB[1] * y + TO_RGB[2] * z));
            rgb.set(ValueLayout.JAVA_BYTE, at + 1, level(TO_RGB[3] * x + TO_RGB[4] * y + TO_RGB[5] * z));
            rgb.set(ValueLayout.JAVA_BYTE, at + 2, level(TO_RGB[6] * x + TO_RGB[7] * y + TO_RGB[8] * z));
        }
    }

    private static float root(float share) {
        float place = Math.min(share, 1) * ROOT_STEPS;
        int step = (int) place;
        return ROOTS[step] + (place - step) * (ROOTS[step + 1] - ROOTS[step]);
    }

    private static float unroot(float root) {
        return root > 0.2068966f ? root * root * root : (root - 16f / 116) / 7.787f;
    }

    private static byte level(float linear) {
        return LEVELS[(int) (Math.max(0, Math.min(1, linear)) * LEVEL_STEPS + 0.5f)];
    }
}
