package org.acinus.stream;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import org.acinus.wsi.RgbBuffer;

/// Averages a picture down by area: every output pixel is the mean of the input under it, parts of pixels
/// counted in
/// part.
///
/// With `ratio` input pixels per output pixel, output pixel i covers the input from `i * ratio` to `(i + 1) *
/// ratio`.
/// The weights are made once; one thread at a time, because rows are summed in a buffer of its own.
final class AreaResampler {
    private final int outputPixels;
    private final Axis horizontal;
    private final Axis vertical;
    private final float[] reducedRow;
    private final float[] sums;
    private final byte[] inputRow;
    private final byte[] outputRow;

    /// A resampler to square tiles.
    ///
    /// @param outputPixels width and height of a tile
    /// @param ratioX input pixels per output pixel along x, at least 1
    /// @param ratioY the same along y
    /// @param inputWidth at least `outputPixels * ratioX`, up to rounding
    /// @param inputHeight at least `outputPixels * ratioY`, up to rounding
    AreaResampler(int outputPixels, double ratioX, double ratioY, int inputWidth, int inputHeight) {
        this.outputPixels = outputPixels;
        this.horizontal = Axis.of(outputPixels, ratioX, inputWidth);
        this.vertical = Axis.of(outputPixels, ratioY, inputHeight);
        this.reducedRow = new float[outputPixels * RgbBuffer.BYTES_PER_PIXEL];
        this.sums = new float[outputPixels * RgbBuffer.BYTES_PER_PIXEL];
        this.inputRow = new byte[inputWidth * RgbBuffer.BYTES_PER_PIXEL];
        this.outputRow = new byte[outputPixels * RgbBuffer.BYTES_PER_PIXEL];
    }

    /// Averages `input` into `output`, which has `outputPixels` a side.
    void resample(RgbBuffer input, MemorySegment output) {
        int reduced = -1;
        for (int y = 0; y < outputPixels; y++) {
            Arrays.fill(sums, 0);
            for (int tap = vertical.first(y); tap < vertical.first(y + 1); tap++) {
                int row = vertical.input(tap);
                if (row != reduced) {
                    reduceRow(input, row);
                    reduced = row;
                }
                float weight = vertical.weight(tap);
                for (int i = 0; i < sums.length; i++) {
                    sums[i] += weight * reducedRow[i];
                }
            }
            for (int i = 0; i < sums.length; i++) {
                outputRow[i] = (byte) (sums[i] + 0.5f);
            }
            MemorySegment.copy(
                    outputRow, 0, output, ValueLayout.JAVA_BYTE, (long) y * outputRow.length, outputRow.length);
        }
    }

    private void reduceRow(RgbBuffer input, int row) {
        MemorySegment.copy(
                input.pixels(), ValueLayout.JAVA_BYTE, (long) row * inputRow.length, inputRow, 0, inputRow.length);
        for (int x = 0; x < outputPixels; x++) {
            float red = 0;
            float green = 0;
            float blue = 0;
            for (int tap = horizontal.first(x); tap < horizontal.first(x + 1); tap++) {
                int at = horizontal.input(tap) * RgbBuffer.BYTES_PER_PIXEL;
                float weight = horizontal.weight(tap);
                red += weight * (inputRow[at] & 255);
                green += weight * (inputRow[at + 1] & 255);
                blue += weight * (inputRow[at + 2] & 255);
            }
            int at = x * RgbBuffer.BYTES_PER_PIXEL;
            reducedRow[at] = red;
            reducedRow[at + 1] = green;
            reducedRow[at + 2] = blue;
        }
    }

    /// Weights along one axis, as a flat list of taps: those of output pixel i are `first(i)` to `first(i + 1)`.
    private static final class Axis {
        private final int[] firsts;
        private final int[] inputs;
        private final float[] weights;

        private Axis(int[] firsts, int[] inputs, float[] weights) {
            this.firsts = firsts;
            this.inputs = inputs;
            this.weights = weights;
        }

        static Axis of(int outputPixels, double ratio, int inputPixels) {
            if (!(ratio >= 1) || outputPixels * ratio > inputPixels + 1e-6) {
                throw new IllegalArgumentException(
                        inputPixels + " pixels cannot be averaged to " + outputPixels + " by " + ratio);
            }
            int most = outputPixels * ((int) Math.ceil(ratio) + 1);
            int[] firsts = new int[outputPixels + 1];
            int[] inputs = new int[most];
            float[] weights = new float[most];
            int taps = 0;
            for (int output = 0; output < outputPixels; output++) {
                firsts[output] = taps;
                double from = output * ratio;
                double to = Math.min((output + 1) * ratio, inputPixels);
                for (int input = (int) from; input < to; input++) {
                    double share = Math.min(input + 1, to) - Math.max(input, from);
                    // Rounding can leave a sliver of the next pixel; it carries no light.
                    if (share > 1e-9) {
                        inputs[taps] = input;
                        weights[taps] = (float) (share / (to - from));
                        taps++;
                    }
                }
            }
            firsts[outputPixels] = taps;
            return new Axis(firsts, inputs, weights);
        }

        int first(int output) {
            return firsts[output];
        }

        int input(int tap) {
            return inputs[tap];
        }

        float weight(int tap) {
            return weights[tap];
        }
    }
}
