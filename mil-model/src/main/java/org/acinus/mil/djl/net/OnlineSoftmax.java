package org.acinus.mil.djl.net;

import java.util.Arrays;

/// Softmax-weighted means over a bag that is seen a part at a time (Milakov, Gimelshein, *Online normalizer
/// calculation for softmax*, 2018, arXiv 1805.02867), in double precision.
///
/// Each branch has its own weights over the same or different values. Memory: one float an instance and branch.
final class OnlineSoftmax {
    private final int branches;
    private final int width;
    private final float[] scores;
    private final double[] greatest;
    private final double[] sum;
    private final double[] weighted;

    /// Begins with no instance.
    ///
    /// @param instances of the whole bag
    /// @param width of a value
    OnlineSoftmax(int instances, int branches, int width) {
        this.branches = branches;
        this.width = width;
        this.scores = new float[Math.multiplyExact(instances, branches)];
        this.greatest = new double[branches];
        Arrays.fill(greatest, Double.NEGATIVE_INFINITY);
        this.sum = new double[branches];
        this.weighted = new double[branches * width];
    }

    /// Takes a part.
    ///
    /// @param from its first row in the bag
    /// @param partScores (n, branches)
    /// @param partGreatest of each branch, the greatest score in the part
    /// @param partSum of each branch, the sum over the part of exp(score - greatest)
    /// @param partWeighted (branches, width), the sum over the part of exp(score - greatest) times the value
    void add(int from, float[] partScores, float[] partGreatest, float[] partSum, float[] partWeighted) {
        System.arraycopy(partScores, 0, scores, from * branches, partScores.length);
        for (int b = 0; b < branches; b++) {
            double now = Math.max(greatest[b], partGreatest[b]);
            double before = Math.exp(greatest[b] - now);
            double after = Math.exp(partGreatest[b] - now);
            greatest[b] = now;
            sum[b] = sum[b] * before + partSum[b] * after;
            for (int i = b * width; i < (b + 1) * width; i++) {
                weighted[i] = weighted[i] * before + partWeighted[i] * after;
            }
        }
    }

    /// An instance's weight, once all parts are in.
    double weight(int row, int branch) {
        return Math.exp(scores[row * branches + branch] - greatest[branch]) / sum[branch];
    }

    /// All weights, each the mean over the branches from one on.
    ///
    /// @param from below the number of branches
    float[] meanWeights(int from) {
        float[] weights = new float[scores.length / branches];
        for (int row = 0; row < weights.length; row++) {
            double total = 0;
            for (int b = from; b < branches; b++) {
                total += weight(row, b);
            }
            weights[row] = (float) (total / (branches - from));
        }
        return weights;
    }

    /// The means, (branches, width).
    float[] pooled() {
        float[] means = new float[weighted.length];
        for (int i = 0; i < means.length; i++) {
            means[i] = (float) (weighted[i] / sum[i / width]);
        }
        return means;
    }
}
