package org.acinus.stain;

/// CIE L\*a\*b\* of sRGB under D65 (IEC 61966-2-1 and CIE 15): L 0 to 100.
final class LabColour {
    /// Rows give X, Y and Z of linear red, green and blue, relative to white.
    static final double[][] XYZ_OF_RGB = {
        {0.412453 / 0.95047, 0.357580 / 0.95047, 0.180423 / 0.95047},
        {0.212671, 0.715160, 0.072169},
        {0.019334 / 1.08883, 0.119193 / 1.08883, 0.950227 / 1.08883}
    };

    private static final double[] LINEAR = new double[256];
    private static final double CUBIC_FROM = 0.008856;
    private static final double SLOPE = 7.787;
    private static final double FOOT = 16.0 / 116;

    static {
        for (int level = 0; level < LINEAR.length; level++) {
            double value = level / 255.0;
            LINEAR[level] = value > 0.04045 ? Math.pow((value + 0.055) / 1.055, 2.4) : value / 12.92;
        }
    }

    private LabColour() {}

    /// Linear light of a grey level, 0 to 1.
    static double linear(int level) {
        return LINEAR[level];
    }

    /// From linear light, 0 to 1, back to a grey level, not rounded, 0 to 255.
    static double level(double linear) {
        return 255 * (linear > 0.0031308 ? 1.055 * Math.pow(linear, 1 / 2.4) - 0.055 : 12.92 * linear);
    }

    /// The cube root of L\*a\*b\*, with its straight foot.
    static double root(double share) {
        return share > CUBIC_FROM ? Math.cbrt(share) : SLOPE * share + FOOT;
    }

    /// The inverse of [#root].
    static double unroot(double root) {
        return root > 0.2068966 ? root * root * root : (root - FOOT) / SLOPE;
    }

    /// Lightness, a and b of a pixel.
    ///
    /// @param lab three values, written
    static void of(int red, int green, int blue, double[] lab) {
        double x = root(row(0, red, green, blue));
        double y = root(row(1, red, green, blue));
        double z = root(row(2, red, green, blue));
        lab[0] = 116 * y - 16;
        lab[1] = 500 * (x - y);
        lab[2] = 200 * (y - z);
    }

    private static double row(int row, int red, int green, int blue) {
        double[] factors = XYZ_OF_RGB[row];
        return factors[0] * LINEAR[red] + factors[1] * LINEAR[green] + factors[2] * LINEAR[blue];
    }

    /// Linear red, green and blue of X, Y and Z relative to white: the inverse of [#XYZ_OF_RGB], by Cramer's rule.
    static double[][] rgbOfXyz() {
        double[][] m = XYZ_OF_RGB;
        double[][] inverse = new double[3][3];
        double determinant = 0;
        for (int i = 0; i < 3; i++) {
            determinant += m[0][i] * (m[1][(i + 1) % 3] * m[2][(i + 2) % 3] - m[1][(i + 2) % 3] * m[2][(i + 1) % 3]);
        }
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                inverse[i][j] = (m[(j + 1) % 3][(i + 1) % 3] * m[(j + 2) % 3][(i + 2) % 3]
                                - m[(j + 1) % 3][(i + 2) % 3] * m[(j + 2) % 3][(i + 1) % 3])
                        / determinant;
            }
        }
        return inverse;
    }
}
