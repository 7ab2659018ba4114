package org.acinus.mil.evaluate;

import org.acinus.mil.evaluate.statistic.Bootstrap;

/// How predictions are to be judged.
///
/// @param classes how many there are, at least 2
/// @param smallestGroup a site or subgroup with fewer cases gets no numbers, at least 1
/// @param bootstrap how intervals are drawn
public record EvaluationOptions(int classes, int smallestGroup, Bootstrap bootstrap) {
    public EvaluationOptions {
        if (classes < 2 || smallestGroup < 1) {
            throw new IllegalArgumentException(
                    classes + " classes and a smallest group of " + smallestGroup + " cannot be evaluated");
        }
    }
}
