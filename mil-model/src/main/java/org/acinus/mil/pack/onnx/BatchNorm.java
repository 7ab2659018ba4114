package org.acinus.mil.pack.onnx;

import org.acinus.mil.pack.NamedTensors;
import org.acinus.mil.pack.Tensor;

/// A batch norm as it works at inference: `(x - mean) / √(variance + epsilon) * gamma + beta`, a number a channel
/// (Ioffe and Szegedy 2015, algorithm 2).
///
/// @param gamma scale
/// @param beta shift
/// @param mean of the training data
/// @param variance of the training data
/// @param epsilon added to the variance
public record BatchNorm(Tensor gamma, Tensor beta, Tensor mean, Tensor variance, double epsilon) {

    /// A batch norm under PyTorch's names.
    ///
    /// @param weights of the whole network
    /// @param name of the layer
    /// @throws org.acinus.mil.pack.InvalidPackException where a tensor is missing or not `channels` long
    public static BatchNorm torch(NamedTensors weights, String name, int channels, double epsilon) {
        return new BatchNorm(
                weights.tensor(name + ".weight", channels),
                weights.tensor(name + ".bias", channels),
                weights.tensor(name + ".running_mean", channels),
                weights.tensor(name + ".running_var", channels),
                epsilon);
    }

    /// How many channels it scales.
    int channels() {
        return gamma.size();
    }

    /// What a channel is multiplied by.
    double scale(int channel) {
        return gamma.at(channel) / Math.sqrt(variance.at(channel) + epsilon);
    }

    /// What is added to a channel that has been multiplied by [#scale].
    double shift(int channel) {
        return beta.at(channel) - mean.at(channel) * scale(channel);
    }
}
