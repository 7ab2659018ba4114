package org.acinus.stain;

import java.util.Optional;

/// Finds the stain vectors of a sample by the method of Vahadane et al., "Structure-preserving color normalization
/// and sparse stain separation for histological images", IEEE TMI 35(8), 2016: densities are sparse sums of two
/// non-negative vectors.
///
/// The dictionary is learnt by alternation, as in Mairal et al. (JMLR 11, 2010): amounts by the lasso with its
/// weight 0.1, which two vectors let one write down; then each vector by one step of block descent. Begins at
/// the reference, so that the same sample always gives the same vectors.
public final class VahadaneEstimator {
    private static final double SPARSITY = 0.1;
    private static final int MOST_PIXELS = 20_000;
    private static final int ROUNDS = 100;
    private static final double SETTLED_DEGREES = 0.005;
    private static final double MOST_PERCENT = 99;

    private VahadaneEstimator() {}

    /// The stains of a sample; empty where it is too small or the stains cannot be told apart.
    public static Optional<StainProfile> estimate(PixelSample all) {
        PixelSample sample = all.atMost(MOST_PIXELS);
        if (sample.size() < MacenkoEstimator.LEAST_PIXELS) {
            return Optional.empty();
        }
        StainVector[] densities = new StainVector[sample.size()];
        for (int pixel = 0; pixel < densities.length; pixel++) {
            StainVector density = sample.density(pixel);
            densities[pixel] = new StainVector(
                    Math.max(0, density.red()), Math.max(0, density.green()), Math.max(0, density.blue()));
        }
        SparseAmounts found = learn(densities);
        if (found.first().degreesTo(found.second()) < StainProfile.LEAST_DEGREES) {
            return Optional.empty();
        }
        boolean firstIsBlue = found.first().red() > found.second().red();
        StainVector haematoxylin = firstIsBlue ? found.first() : found.second();
        StainVector eosin = firstIsBlue ? found.second() : found.first();
        return Optional.of(profile(densities, haematoxylin, eosin)).filter(StainProfile::isSound);
    }

    private static SparseAmounts learn(StainVector[] densities) {
        SparseAmounts dictionary = new SparseAmounts(
                StainProfile.REFERENCE.haematoxylin().unit(),
                StainProfile.REFERENCE.eosin().unit(),
                SPARSITY);
        for (int round = 0; round < ROUNDS; round++) {
            SparseAmounts better = improved(dictionary, densities);
            double moved = Math.max(
                    better.first().degreesTo(dictionary.first()),
                    better.second().degreesTo(dictionary.second()));
            dictionary = better;
            if (moved < SETTLED_DEGREES) {
                break;
            }
        }
        return dictionary;
    }

    private static SparseAmounts improved(SparseAmounts dictionary, StainVector[] densities) {
        StainVector sumFirst = new StainVector(0, 0, 0);
        StainVector sumSecond = sumFirst;
        double squaresFirst = 0;
        double squaresSecond = 0;
        double products = 0;
        double[] amounts = new double[2];
        for (StainVector density : densities) {
            dictionary.amounts(density, amounts);
            sumFirst = sumFirst.combined(1, density, amounts[0]);
            sumSecond = sumSecond.combined(1, density, amounts[1]);
            squaresFirst += amounts[0] * amounts[0];
            squaresSecond += amounts[1] * amounts[1];
            products += amounts[0] * amounts[1];
        }
        StainVector first = step(dictionary.first(), sumFirst, squaresFirst, dictionary.second(), products);
        StainVector second = step(dictionary.second(), sumSecond, squaresSecond, first, products);
        return new SparseAmounts(first, second, SPARSITY);
    }

    /// The vector that fits best while the other stays, without negative parts, of length 1; itself where no pixel
    /// uses it.
    private static StainVector step(
            StainVector before, StainVector sum, double squares, StainVector other, double products) {
        StainVector best = sum.combined(1, other, -products);
        StainVector clipped =
                new StainVector(Math.max(0, best.red()), Math.max(0, best.green()), Math.max(0, best.blue()));
        return squares > 0 && clipped.dot(clipped) > 0 ? clipped.unit() : before;
    }

    private static StainProfile profile(StainVector[] densities, StainVector haematoxylin, StainVector eosin) {
        SparseAmounts unmixing = new SparseAmounts(haematoxylin, eosin, 0);
        double[] amountsH = new double[densities.length];
        double[] amountsE = new double[densities.length];
        double[] amounts = new double[2];
        for (int pixel = 0; pixel < densities.length; pixel++) {
            unmixing.amounts(densities[pixel], amounts);
            amountsH[pixel] = amounts[0];
            amountsE[pixel] = amounts[1];
        }
        return new StainProfile(
                haematoxylin,
                eosin,
                Percentile.of(amountsH, MOST_PERCENT)[0],
                Percentile.of(amountsE, MOST_PERCENT)[0]);
    }
}
