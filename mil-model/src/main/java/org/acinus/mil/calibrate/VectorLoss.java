package org.acinus.mil.calibrate;

import java.util.Arrays;

/// Mean negative log-likelihood of a vector scaling, with its ridge, and its derivatives. Parameters are the
/// factors, then the shifts.
final class VectorLoss {
    private final double[][] logits;
    private final int[] truth;
    private final int classes;

    VectorLoss(double[][] logits, int[] truth) {
        this.logits = logits;
        this.truth = truth;
        this.classes = logits[0].length;
    }

    int classes() {
        return classes;
    }

    private double[] scaled(int row, double[] parameters) {
        double[] scaled = new double[classes];
        for (int c = 0; c < classes; c++) {
            scaled[c] = parameters[c] * logits[row][c] + parameters[classes + c];
        }
        return scaled;
    }

    double value(double[] parameters) {
        double sum = 0;
        for (int i = 0; i < logits.length; i++) {
            sum -= logarithm(scaled(i, parameters), truth[i]);
        }
        double ridge = 0;
        for (int k = 0; k < parameters.length; k++) {
            double away = parameters[k] - unchanged(k);
            ridge += away * away;
        }
        return sum / logits.length + ScalingFit.RIDGE / 2 * ridge;
    }

    /// The logarithm of a class's probability, without the detour over a number that may underflow.
    private static double logarithm(double[] logits, int label) {
        double greatest = Arrays.stream(logits).max().orElseThrow();
        double sum = Arrays.stream(logits).map(z -> Math.exp(z - greatest)).sum();
        return logits[label] - greatest - Math.log(sum);
    }

    private double unchanged(int k) {
        return k < classes ? 1 : 0;
    }

    double[] gradient(double[] parameters) {
        double[] gradient = new double[2 * classes];
        for (int i = 0; i < logits.length; i++) {
            double[] p = Softmax.of(scaled(i, parameters));
            for (int c = 0; c < classes; c++) {
                double error = (p[c] - (truth[i] == c ? 1 : 0)) / logits.length;
                gradient[c] += error * logits[i][c];
                gradient[classes + c] += error;
            }
        }
        for (int k = 0; k < gradient.length; k++) {
            gradient[k] += ScalingFit.RIDGE * (parameters[k] - unchanged(k));
        }
        return gradient;
    }

    /// The lower triangle, as [TriangularFactor] wants it.
    double[] hessian(double[] parameters) {
        int size = 2 * classes;
        double[] hessian = new double[size * (size + 1) / 2];
        for (int i = 0; i < logits.length; i++) {
            double[] p = Softmax.of(scaled(i, parameters));
            for (int k = 0; k < size; k++) {
                for (int l = 0; l <= k; l++) {
                    int a = k % classes;
                    int b = l % classes;
                    double curvature = (a == b ? p[a] : 0) - p[a] * p[b];
                    hessian[k * (k + 1) / 2 + l] += curvature * input(i, k) * input(i, l) / logits.length;
                }
            }
        }
        for (int k = 0; k < size; k++) {
            hessian[k * (k + 1) / 2 + k] += ScalingFit.RIDGE;
        }
        return hessian;
    }

    /// What a parameter is multiplied by in a row.
    private double input(int row, int k) {
        return k < classes ? logits[row][k] : 1;
    }
}
