package org.acinus.mil.djl.net;

import ai.djl.ndarray.NDArray;

/// A part of a bag, reduced by the engine to what [OnlineSoftmax] wants of it. The arrays belong to the part's
/// scope.
///
/// @param scores (n, branches)
/// @param greatest (branches)
/// @param sum (branches)
/// @param weighted (branches, width)
record SoftmaxPart(NDArray scores, NDArray greatest, NDArray sum, NDArray weighted) {

    /// Reduces.
    ///
    /// @param scores (n, branches)
    /// @param values (n, width)
    static SoftmaxPart of(NDArray scores, NDArray values) {
        NDArray greatest = scores.max(new int[] {0});
        NDArray powers = scores.sub(greatest).exp();
        return new SoftmaxPart(
                scores, greatest, powers.sum(new int[] {0}), powers.transpose().matMul(values));
    }

    void addTo(OnlineSoftmax pool, int from) {
        pool.add(from, scores.toFloatArray(), greatest.toFloatArray(), sum.toFloatArray(), weighted.toFloatArray());
    }
}
