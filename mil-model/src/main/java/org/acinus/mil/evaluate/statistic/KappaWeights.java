package org.acinus.mil.evaluate.statistic;

/// How much a disagreement counts, by the distance of the two classes (Cohen 1968).
public enum KappaWeights {
    /// All disagreements alike (Cohen 1960).
    NONE,
    /// By the distance.
    LINEAR,
    /// By the square of the distance; the measure of the PANDA challenge.
    QUADRATIC;

    double of(int one, int other) {
        int distance = Math.abs(one - other);
        return switch (this) {
            case NONE -> distance == 0 ? 0 : 1;
            case LINEAR -> distance;
            case QUADRATIC -> (double) distance * distance;
        };
    }
}
