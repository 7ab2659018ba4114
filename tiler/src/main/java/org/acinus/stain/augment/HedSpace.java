package org.acinus.stain.augment;

import org.acinus.stain.DensityMap;

/// Haematoxylin, eosin and residue (DAB's vector) of Ruifrok and Johnston, "Quantification of histochemical staining
/// by color deconvolution", Anal Quant Cytol Histol 23, 2001.
final class HedSpace {
    private static final double[][] STAINS = {{0.650, 0.704, 0.286}, {0.072, 0.990, 0.105}, {0.268, 0.570, 0.776}};
    private static final double[][] INVERSE = inverse(STAINS);

    private HedSpace() {}

    /// Multiplies each stain's amount, raises it, and multiplies the light.
    ///
    /// @param factors of the three amounts
    /// @param raises of the three amounts, in optical density
    /// @param light factor of all light
    static DensityMap jitter(double[] factors, double[] raises, double light) {
        double[][] matrix = new double[3][3];
        double[] offset = new double[3];
        for (int out = 0; out < 3; out++) {
            offset[out] = -Math.log(light);
            for (int stain = 0; stain < 3; stain++) {
                offset[out] += raises[stain] * STAINS[stain][out];
                for (int in = 0; in < 3; in++) {
                    matrix[out][in] += INVERSE[in][stain] * factors[stain] * STAINS[stain][out];
                }
            }
        }
        return DensityMap.linear(matrix, offset);
    }

    private static double[][] inverse(double[][] m) {
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
