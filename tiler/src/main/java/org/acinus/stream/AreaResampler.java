package org.acinus.stream;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import org.acinus.wsi.RgbBuffer;

/// Averages a picture down by area: the one resampling of Acinus, whatever the reader.
///
/// With `ratio` input pixels per output pixel, output pixel i covers the input from `i * ratio` to `(i + 1) *
/// ratio`. Each channel is the mean of the input under it, parts of pixels counted in part, rounded to the
/// nearest whole number, a half upwards. Whole ratios are computed exactly. Others are computed in single
/// precision, which can miss the nearest number by one where the exact mean lies within a thousandth of a
/// half.
///
/// Where an output pixel covers less than an input pixel, which happens only where upsampling was asked for, values are
/// interpolated linearly between the middles of pixels instead, along that axis alone.
///
/// One thread at a time, because rows are summed in buffers of its own.
sealed interface AreaResampler permits HalvingResampler, WeightedResampler {
    /// Averages `input` into `output`, which has `outputPixels` a side, rows packed.
    void resample(RgbBuffer input, MemorySegment output);

    /// A resampler to square tiles; its weights are made once.
    ///
    /// @param outputPixels width and height of a tile
    /// @param ratioX input pixels per output pixel along x
    /// @param ratioY the same along y
    /// @param inputWidth at least `outputPixels * ratioX`, up to rounding
    /// @param inputHeight at least `outputPixels * ratioY`, up to rounding
    static AreaResampler of(int outputPixels, double ratioX, double ratioY, int inputWidth, int inputHeight) {
        boolean halves = ratioX == 2 && ratioY == 2 && inputWidth == 2 * outputPixels;
        return halves && ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN
                ? new HalvingResampler(outputPixels)
                : new WeightedResampler(
                        outputPixels,
                        AreaWeights.of(outputPixels, ratioX, inputWidth),
                        AreaWeights.of(outputPixels, ratioY, inputHeight));
    }
}
