package org.acinus.mil.train.recipe;

import java.util.Locale;

/// How the learning rate goes over the epochs.
public enum RateSchedule {
    /// Stays.
    CONSTANT {
        @Override
        public double factor(int epoch, int epochs) {
            return 1;
        }
    },
    /// Falls along half a cosine, from all in the first epoch to almost nothing in the last (Loshchilov, Hutter,
    /// *SGDR*, ICLR 2017, without restarts). Where training may stop early, the curve is that of the most epochs.
    COSINE {
        @Override
        public double factor(int epoch, int epochs) {
            return 0.5 * (1 + Math.cos(Math.PI * (epoch - 1) / epochs));
        }
    };

    /// What the learning rate is multiplied with.
    ///
    /// @param epoch from 1
    /// @param epochs most of them
    public abstract double factor(int epoch, int epochs);

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
