package org.acinus.mil.calibrate.novelty;

import java.util.Arrays;
import java.util.List;
import org.acinus.mil.calibrate.CalibrationException;

/// Mean and covariance of some vectors, the covariance drawn towards a multiple of the identity as far as Ledoit and
/// Wolf (2004) find best. A class and not a record, because arrays break a record's equality; the arrays are not
/// copied.
final class ShrunkCovariance {
    private final double[] mean;
    private final double[] lowerTriangle;
    private final double shrinkage;

    private ShrunkCovariance(double[] mean, double[] lowerTriangle, double shrinkage) {
        this.mean = mean;
        this.lowerTriangle = lowerTriangle;
        this.shrinkage = shrinkage;
    }

    double[] mean() {
        return mean;
    }

    /// Rows one after another.
    double[] lowerTriangle() {
        return lowerTriangle;
    }

    /// 0 (the sample's covariance) to 1 (the multiple of the identity).
    double shrinkage() {
        return shrinkage;
    }

    static ShrunkCovariance of(List<double[]> vectors) {
        int n = vectors.size();
        int d = vectors.getFirst().length;
        double[] mean = new double[d];
        for (double[] vector : vectors) {
            for (int i = 0; i < d; i++) {
                mean[i] += vector[i];
            }
        }
        Arrays.setAll(mean, i -> mean[i] / n);
        double[] sample = new double[d * (d + 1) / 2];
        double fourth = 0;
        for (double[] vector : vectors) {
            double length = 0;
            for (int i = 0; i < d; i++) {
                double away = vector[i] - mean[i];
                length += away * away;
                for (int j = 0, at = i * (i + 1) / 2; j <= i; j++, at++) {
                    sample[at] += away * (vector[j] - mean[j]) / n;
                }
            }
            fourth += length * length / n;
        }
        return shrink(mean, sample, fourth, n);
    }

    /// Draws the sample's covariance towards the identity.
    ///
    /// @param fourth mean of the squared squared distances from the mean
    private static ShrunkCovariance shrink(double[] mean, double[] sample, double fourth, int n) {
        int d = mean.length;
        double trace = 0;
        double squares = 0;
        for (int i = 0; i < d; i++) {
            for (int j = 0, at = i * (i + 1) / 2; j <= i; j++, at++) {
                squares += (i == j ? 1 : 2) * sample[at] * sample[at];
                trace += i == j ? sample[at] : 0;
            }
        }
        double average = trace / d;
        if (!(average > 0)) {
            throw new CalibrationException(
                    "All slides have one and the same mean embedding; no distance can be learnt");
        }
        double distance = squares - trace * trace / d;
        double error = Math.min((fourth - squares) / n, distance);
        double shrinkage = distance > 0 ? Math.max(0, error / distance) : 1;
        for (int i = 0; i < d; i++) {
            for (int j = 0, at = i * (i + 1) / 2; j <= i; j++, at++) {
                sample[at] = (1 - shrinkage) * sample[at] + (i == j ? shrinkage * average : 0);
            }
        }
        return new ShrunkCovariance(mean, sample, shrinkage);
    }
}
