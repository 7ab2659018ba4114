package org.acinus.mil.evaluate.statistic;

import java.util.Optional;
import java.util.OptionalDouble;

/// Positive and negative cases by what they were called.
///
/// @param trueNegative negative cases that were called negative
/// @param falsePositive negative cases that were called positive
/// @param falseNegative positive cases that were called negative
/// @param truePositive positive cases that were called positive
public record BinaryTable(int trueNegative, int falsePositive, int falseNegative, int truePositive) {

    /// Share of the positive cases that were called positive; nothing where there is no positive case.
    public Optional<Proportion> sensitivity() {
        return share(truePositive, falseNegative);
    }

    /// Share of the negative cases that were called negative; nothing where there is no negative case.
    public Optional<Proportion> specificity() {
        return share(trueNegative, falsePositive);
    }

    /// Share of the cases called positive that are; nothing where none was called so. Holds for the share of
    /// positive cases at hand only.
    public Optional<Proportion> positivePredictiveValue() {
        return share(truePositive, falsePositive);
    }

    /// Share of the cases called negative that are; nothing where none was called so. Holds for the share of
    /// positive cases at hand only.
    public Optional<Proportion> negativePredictiveValue() {
        return share(trueNegative, falseNegative);
    }

    /// Harmonic mean of sensitivity and positive predictive value; nothing where no case is positive or called so.
    public OptionalDouble f1() {
        int any = 2 * truePositive + falsePositive + falseNegative;
        return any == 0 ? OptionalDouble.empty() : OptionalDouble.of(2.0 * truePositive / any);
    }

    private static Optional<Proportion> share(int hits, int misses) {
        return hits + misses == 0 ? Optional.empty() : Optional.of(new Proportion(hits, hits + misses));
    }
}
