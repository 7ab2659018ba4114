package org.acinus.mil.calibrate.novelty;

import java.util.Arrays;
import java.util.List;
import org.acinus.mil.FeatureMatrix;
import org.acinus.mil.calibrate.TriangularFactor;

/// How unlike the training slides a slide is: the Mahalanobis distance of its mean embedding (Lee et al., NeurIPS
/// 2018), with the covariance shrunk after Ledoit, Wolf, *Journal of Multivariate Analysis* 88 (2004) 365-411, since
/// there are often fewer slides than features. Immutable, thread-safe.
public final class Novelty {
    private final double[] mean;
    private final TriangularFactor factor;

    private Novelty(double[] mean, TriangularFactor factor) {
        this.mean = mean;
        this.factor = factor;
    }

    /// The mean embedding of a slide's tiles.
    ///
    /// @param bag at least one row
    public static double[] embedding(FeatureMatrix bag) {
        double[] mean = new double[bag.dimension()];
        for (int row = 0; row < bag.size(); row++) {
            for (int column = 0; column < mean.length; column++) {
                mean[column] += bag.at(row, column);
            }
        }
        return Arrays.stream(mean).map(sum -> sum / bag.size()).toArray();
    }

    /// Learns what slides look like.
    ///
    /// @param embeddings one a slide, at least two that differ
    public static Novelty fit(List<double[]> embeddings) {
        ShrunkCovariance covariance = ShrunkCovariance.of(embeddings);
        return new Novelty(
                covariance.mean(), TriangularFactor.of(covariance.lowerTriangle(), covariance.mean().length));
    }

    /// One that was kept.
    ///
    /// @param mean of the embeddings
    /// @param factor as [#factor] gave it
    public static Novelty of(double[] mean, double[] factor) {
        if (factor.length != mean.length * (mean.length + 1) / 2) {
            throw new IllegalArgumentException(
                    factor.length + " numbers are no triangle for " + mean.length + " features");
        }
        return new Novelty(mean.clone(), TriangularFactor.ofEntries(factor, mean.length));
    }

    /// The mean of the embeddings.
    public double[] mean() {
        return mean.clone();
    }

    /// Cholesky's factor of the covariance, the rows of its lower triangle one after another.
    public double[] factor() {
        return factor.entries();
    }

    /// The distance of a slide.
    ///
    /// @param embedding of as many features
    /// @return not negative; about the root of the number of features for a slide like the others
    public double distance(double[] embedding) {
        double[] away = new double[mean.length];
        Arrays.setAll(away, i -> embedding[i] - mean[i]);
        return Math.sqrt(
                Arrays.stream(factor.solveLower(away)).map(part -> part * part).sum());
    }
}
