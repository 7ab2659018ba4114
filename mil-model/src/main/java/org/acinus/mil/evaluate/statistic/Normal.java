package org.acinus.mil.evaluate.statistic;

/// Constants of the standard normal distribution.
final class Normal {
    /// Its quantile of 97.5 %.
    static final double Z_975 = 1.959963984540054;

    private Normal() {}
}
