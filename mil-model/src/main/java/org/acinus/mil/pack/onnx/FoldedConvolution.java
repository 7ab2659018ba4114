package org.acinus.mil.pack.onnx;

import java.util.List;
import java.util.Optional;
import org.acinus.mil.pack.Tensor;

/// A convolution that does its batch norm's work too.
///
/// @param weight `[out, in / groups, kernel, kernel]`
/// @param bias `[out]`
/// @param groups 1, or `out` for a depthwise convolution
public record FoldedConvolution(Tensor weight, Tensor bias, int groups) {

    /// A convolution without a batch norm.
    ///
    /// @param bias `[out]`; zeros where it has none
    public static FoldedConvolution plain(Tensor weight, Optional<Tensor> bias, int groups) {
        int channels = weight.shape().getFirst();
        return new FoldedConvolution(
                weight, bias.orElseGet(() -> new Tensor(List.of(channels), new float[channels])), groups);
    }

    /// Folds batch norm at inference into the convolution before it: the weight is multiplied by the norm's scale,
    /// the norm's shift becomes the bias. Computed in double and rounded once.
    ///
    /// @param weight of the convolution, `[out, in / groups, kernel, kernel]`
    /// @param bias of the convolution where it has one, `[out]`
    /// @param norm of `out` channels
    /// @param groups 1, or the number of output channels
    public static FoldedConvolution fold(Tensor weight, Optional<Tensor> bias, BatchNorm norm, int groups) {
        int channels = weight.shape().getFirst();
        int perChannel = weight.size() / channels;
        float[] scaled = new float[weight.size()];
        float[] shifts = new float[channels];
        for (int channel = 0; channel < channels; channel++) {
            double scale = norm.scale(channel);
            double before = bias.isPresent() ? bias.get().at(channel) : 0;
            shifts[channel] = (float) (norm.shift(channel) + before * scale);
            for (int i = channel * perChannel; i < (channel + 1) * perChannel; i++) {
                scaled[i] = (float) (weight.at(i) * scale);
            }
        }
        return new FoldedConvolution(new Tensor(weight.shape(), scaled), new Tensor(List.of(channels), shifts), groups);
    }
}
