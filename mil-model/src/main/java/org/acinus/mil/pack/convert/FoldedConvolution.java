package org.acinus.mil.pack.convert;

import java.util.List;
import org.acinus.mil.pack.InvalidPackException;
import org.acinus.mil.pack.Tensor;

/// A convolution that does its batch norm's work too.
///
/// @param weight `[out, in / groups, kernel, kernel]`
/// @param bias `[out]`
/// @param groups 1, or `out` for a depthwise convolution
public record FoldedConvolution(Tensor weight, Tensor bias, int groups) {

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
        Tensor weight = weights.tensor(convolution + ".weight");
        int channels = weight.shape().getFirst();
        Tensor gamma = vector(weights, norm + ".weight", channels);
        Tensor beta = vector(weights, norm + ".bias", channels);
        Tensor mean = vector(weights, norm + ".running_mean", channels);
        Tensor variance = vector(weights, norm + ".running_var", channels);

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
        return new FoldedConvolution(new Tensor(weight.shape(), scaled), new Tensor(List.of(channels), bias), groups);
    }

    /// Refuses weights of any other shape than the architecture states.
    FoldedConvolution requireShape(int out, int inPerGroup, int kernelHeight, int kernelWidth) {
        requireShape("A convolution", weight, List.of(out, inPerGroup, kernelHeight, kernelWidth));
        return this;
    }

    private static Tensor vector(TorchCheckpoint weights, String name, int length) {
        Tensor tensor = weights.tensor(name);
        requireShape(name, tensor, List.of(length));
        return tensor;
    }

    private static void requireShape(String name, Tensor tensor, List<Integer> wanted) {
        if (!tensor.shape().equals(wanted)) {
            throw new InvalidPackException(name + " has the shape " + tensor.shape() + ", not " + wanted);
        }
    }
}
