package org.acinus.mil.calibrate;

import java.util.Arrays;

/// Logits to probabilities.
final class Softmax {
    private Softmax() {}

    static double[] of(double[] logits) {
        double greatest = Arrays.stream(logits).max().orElseThrow();
        double[] shares =
                Arrays.stream(logits).map(logit -> Math.exp(logit - greatest)).toArray();
        double sum = Arrays.stream(shares).sum();
        return Arrays.stream(shares).map(share -> share / sum).toArray();
    }
}
