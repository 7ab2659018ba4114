package org.acinus.stain;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.acinus.wsi.RgbBuffer;

/// A linear map of optical densities, channel by channel a product of three table entries: what Macenko's
/// normalisation and the jitter of stains come to.
///
/// With densities `d = -ln((level + 1) / light)`, the outgoing level of channel i is `light * exp(-(offset[i] + sum
/// over j of matrix[i][j] * d[j]))`, that is a product of one factor for each incoming channel. Nine tables of 256
/// factors fit into the fastest cache.
public final class DensityMap implements StainNormaliser {
    private static final int LEVELS = 256;
    private static final int CHANNELS = RgbBuffer.BYTES_PER_PIXEL;

    private final float[] fromRed;
    private final float[] fromGreen;
    private final float[] fromBlue;
    private final float lost;

    /// A map.
    ///
    /// @param matrix outgoing by incoming densities, 3 x 3
    /// @param offset added to the outgoing densities
    /// @param light level that light has where nothing takes any away
    /// @param lost subtracted from outgoing levels, as `level + 1` was taken for incoming ones; 0 or 1
    private DensityMap(double[][] matrix, double[] offset, double light, double lost) {
        this.fromRed = table(matrix, 0, light);
        this.fromGreen = table(matrix, 1, light);
        this.fromBlue = table(matrix, 2, light);
        this.lost = (float) lost;
        for (int level = 0; level < LEVELS; level++) {
            for (int out = 0; out < CHANNELS; out++) {
                fromRed[CHANNELS * level + out] *= (float) (light * Math.exp(-offset[out]));
            }
        }
    }

    private static float[] table(double[][] matrix, int in, double light) {
        float[] factors = new float[CHANNELS * LEVELS];
        for (int level = 0; level < LEVELS; level++) {
            double density = -Math.log((level + 1) / light);
            for (int out = 0; out < CHANNELS; out++) {
                factors[CHANNELS * level + out] = (float) Math.exp(-matrix[out][in] * density);
            }
        }
        return factors;
    }

    /// Takes a slide's stains out and puts the reference's in, each scaled by how much there is at most, as Macenko
    /// et al. do. What two stains cannot explain is left out.
    public static DensityMap between(StainProfile slide, StainProfile reference) {
        Unmixing unmixing = Unmixing.of(slide.haematoxylin(), slide.eosin());
        double scaleH = reference.mostHaematoxylin() / slide.mostHaematoxylin();
        double scaleE = reference.mostEosin() / slide.mostEosin();
        double[] h = parts(unmixing.forHaematoxylin());
        double[] e = parts(unmixing.forEosin());
        double[] toH = parts(reference.haematoxylin());
        double[] toE = parts(reference.eosin());
        double[][] matrix = new double[CHANNELS][CHANNELS];
        for (int out = 0; out < CHANNELS; out++) {
            for (int in = 0; in < CHANNELS; in++) {
                matrix[out][in] = toH[out] * scaleH * h[in] + toE[out] * scaleE * e[in];
            }
        }
        return new DensityMap(matrix, new double[CHANNELS], OpticalDensity.UNSTAINED_LEVEL, 0);
    }

    /// The same, but what two stains cannot explain stays as it is: a slide brought to its own stains does not change.
    static DensityMap keeping(StainProfile slide, StainProfile target) {
        Unmixing unmixing = Unmixing.of(slide.haematoxylin(), slide.eosin());
        double[] h = parts(unmixing.forHaematoxylin());
        double[] e = parts(unmixing.forEosin());
        double[] moreOfH = parts(slide.changeOfHaematoxylin(target));
        double[] moreOfE = parts(slide.changeOfEosin(target));
        // Amounts were found against another light than this map's.
        double shift = Math.log(LEVELS / OpticalDensity.UNSTAINED_LEVEL);
        double[][] matrix = new double[CHANNELS][CHANNELS];
        double[] offset = new double[CHANNELS];
        for (int out = 0; out < CHANNELS; out++) {
            for (int in = 0; in < CHANNELS; in++) {
                double change = moreOfH[out] * h[in] + moreOfE[out] * e[in];
                matrix[out][in] = (in == out ? 1 : 0) + change;
                offset[out] -= change * shift;
            }
        }
        return linear(matrix, offset);
    }

    /// Any linear map of densities against light of level 255; the identity matrix and no offset change nothing.
    ///
    /// @param matrix outgoing by incoming densities, 3 x 3
    /// @param offset added to the outgoing densities, 3
    public static DensityMap linear(double[][] matrix, double[] offset) {
        return new DensityMap(matrix, offset, LEVELS, 1);
    }

    private static double[] parts(StainVector vector) {
        return new double[] {vector.red(), vector.green(), vector.blue()};
    }

    @Override
    public void normalise(MemorySegment rgb, int pixels) {
        // Clamping by a float before the conversion costs less than a branch on the converted number.
        float add = 0.5f - lost;
        for (int pixel = 0; pixel < pixels; pixel++) {
            long at = (long) CHANNELS * pixel;
            int red = CHANNELS * (rgb.get(ValueLayout.JAVA_BYTE, at) & 255);
            int green = CHANNELS * (rgb.get(ValueLayout.JAVA_BYTE, at + 1) & 255);
            int blue = CHANNELS * (rgb.get(ValueLayout.JAVA_BYTE, at + 2) & 255);
            rgb.set(ValueLayout.JAVA_BYTE, at, level(fromRed[red] * fromGreen[green] * fromBlue[blue] + add));
            rgb.set(
                    ValueLayout.JAVA_BYTE,
                    at + 1,
                    level(fromRed[red + 1] * fromGreen[green + 1] * fromBlue[blue + 1] + add));
            rgb.set(
                    ValueLayout.JAVA_BYTE,
                    at + 2,
                    level(fromRed[red + 2] * fromGreen[green + 2] * fromBlue[blue + 2] + add));
        }
    }

    private static byte level(float value) {
        return (byte) (int) Math.max(0, Math.min(255, value));
    }
}
