package org.acinus.mil.train.recipe;

import java.util.Locale;

/// How a gradient becomes a step.
public enum OptimizerKind {
    /// Adam with decoupled weight decay (Loshchilov, Hutter, *Decoupled Weight Decay Regularization*, ICLR 2019),
    /// betas 0.9 and 0.999.
    ADAMW,
    /// Stochastic gradient descent with momentum 0.9.
    SGD;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
