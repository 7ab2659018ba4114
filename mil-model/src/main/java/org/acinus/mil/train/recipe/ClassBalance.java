package org.acinus.mil.train.recipe;

import java.util.Locale;

/// How rare classes are made up for.
public enum ClassBalance {
    /// Not at all: every bag counts the same.
    NONE,
    /// A bag's loss counts by the inverse of its class's frequency.
    WEIGHT,
    /// An epoch draws as many bags of each class, those of a rare one several times.
    SAMPLE;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
