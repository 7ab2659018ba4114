package org.acinus.mil.pack.convert;

import java.util.List;

/// A convolution that does its batch norm's work too.
///
/// @param weight `[out, in / groups, kernel, kernel]`
/// @param bias `[out]`
/// @param groups 1, or `out` for a depthwise convolution
public record FoldedConvolution(FloatTensor weight, FloatTensor bias, int groups) {

    /// Folds batch norm at inference into the convolution before it: with `s = γ / √(σ² + ε)`, the weight becomes
    /// `w s` and the bias `β - μ s` (Ioffe and Szegedy 2015, algorithm 2). Computed in double and rounded once.
    ///
    /// @param weights of the whole network
    /// @param convolution name of the convolution, which has no bias of its own
    /// @param norm name of the batch norm
    /// @param epsilon of the batch norm
    /// @param groups 1, or the number of output channels
    public static FoldedConvolution fold(
            TorchCheckpoint weights, String convolution, String norm, double epsilon, int groups) {
        FloatTensor weight = weights.tensor(convolution + ".weight");
        int channels = weight.shape().getFirst();
        FloatTensor gamma = weights.tensor(norm + ".weight").requireShape(norm + ".weight", channels);
        FloatTensor beta = weights.tensor(norm + ".bias").requireShape(norm + ".bias", channels);
        FloatTensor mean = weights.tensor(norm + ".running_mean").requireShape(norm + ".running_mean", channels);
        FloatTensor variance = weights.tensor(norm + ".running_var").requireShape(norm + ".running_var", channels);

        int perChannel = weight.size() / channels;
        float[] scaled = new float[weight.size()];
        float[] bias = new float[channels];
        for (int channel = 0; channel < channels; channel++) {
            double scale = gamma.at(channel) / Math.sqrt(variance.at(channel) + epsilon);
            bias[channel] = (float) (beta.at(channel) - mean.at(channel) * scale);
            for (int i = channel * perChannel; i < (channel + 1) * perChannel; i++) {
                scaled[i] = (float) (weight.at(i) * scale);
            }
        }
        return new FoldedConvolution(
                new FloatTensor(scaled, weight.shape()), new FloatTensor(bias, List.of(channels)), groups);
    }

    /// Refuses weights of any other shape than the architecture states.
    FoldedConvolution requireShape(int out, int inPerGroup, int kernelHeight, int kernelWidth) {
        weight.requireShape("A convolution", out, inPerGroup, kernelHeight, kernelWidth);
        return this;
    }
}
