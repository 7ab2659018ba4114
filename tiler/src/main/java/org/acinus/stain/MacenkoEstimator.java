package org.acinus.stain;

import java.util.Arrays;
import java.util.Optional;

/// Finds the stain vectors of a sample by the method of Macenko et al., "A method for normalizing histology slides
/// for quantitative analysis", ISBI 2009: densities lie in a plane, and the stains are the edges of the fan they
/// fill there (1st and 99th percentile of the angle).
public final class MacenkoEstimator {
    /// With fewer stained pixels than this the edges of the fan are a matter of chance.
    static final int LEAST_PIXELS = 1000;

    private static final double EDGE_PERCENT = 1;
    private static final double MOST_PERCENT = 99;

    private MacenkoEstimator() {}

    /// The stains of a sample; empty where too few pixels are stained or the stains cannot be told apart.
    public static Optional<StainProfile> estimate(PixelSample sample) {
        int[] stained = stained(sample);
        if (stained.length < LEAST_PIXELS) {
            return Optional.empty();
        }
        PrincipalPlane plane = PrincipalPlane.of(covariance(sample, stained));
        double[] angles = new double[stained.length];
        for (int i = 0; i < stained.length; i++) {
            StainVector density = sample.density(stained[i]);
            angles[i] = Math.atan2(density.dot(plane.first()), density.dot(plane.second()));
        }
        double[] edges = Percentile.of(angles, EDGE_PERCENT, 100 - EDGE_PERCENT);
        StainVector one = plane.second().combined(Math.cos(edges[0]), plane.first(), Math.sin(edges[0]));
        StainVector other = plane.second().combined(Math.cos(edges[1]), plane.first(), Math.sin(edges[1]));
        // Haematoxylin is blue: it takes away more red.
        StainVector haematoxylin = one.red() > other.red() ? one : other;
        StainVector eosin = one.red() > other.red() ? other : one;
        return Optional.of(profile(sample, haematoxylin, eosin)).filter(StainProfile::isSound);
    }

    /// Pixels of which every channel is stained.
    private static int[] stained(PixelSample sample) {
        int[] stained = new int[sample.size()];
        int count = 0;
        for (int pixel = 0; pixel < sample.size(); pixel++) {
            int brightest = Math.max(sample.level(pixel, 0), Math.max(sample.level(pixel, 1), sample.level(pixel, 2)));
            if (OpticalDensity.of(brightest) >= OpticalDensity.LEAST_STAINED) {
                stained[count++] = pixel;
            }
        }
        return Arrays.copyOf(stained, count);
    }

    private static double[][] covariance(PixelSample sample, int[] pixels) {
        double[] sums = new double[3];
        double[][] products = new double[3][3];
        for (int pixel : pixels) {
            for (int i = 0; i < 3; i++) {
                double density = OpticalDensity.of(sample.level(pixel, i));
                sums[i] += density;
                for (int j = i; j < 3; j++) {
                    products[i][j] += density * OpticalDensity.of(sample.level(pixel, j));
                }
            }
        }
        double[][] covariance = new double[3][3];
        for (int i = 0; i < 3; i++) {
            for (int j = i; j < 3; j++) {
                double value = (products[i][j] - sums[i] * sums[j] / pixels.length) / (pixels.length - 1);
                covariance[i][j] = value;
                covariance[j][i] = value;
            }
        }
        return covariance;
    }

    private static StainProfile profile(PixelSample sample, StainVector haematoxylin, StainVector eosin) {
        Unmixing unmixing = Unmixing.of(haematoxylin, eosin);
        double[] amountsH = new double[sample.size()];
        double[] amountsE = new double[sample.size()];
        for (int pixel = 0; pixel < sample.size(); pixel++) {
            StainVector density = sample.density(pixel);
            amountsH[pixel] = density.dot(unmixing.forHaematoxylin());
            amountsE[pixel] = density.dot(unmixing.forEosin());
        }
        return new StainProfile(
                haematoxylin,
                eosin,
                Percentile.of(amountsH, MOST_PERCENT)[0],
                Percentile.of(amountsE, MOST_PERCENT)[0]);
    }
}
