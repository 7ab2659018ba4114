package org.acinus.stream;

/// Which input pixels each output pixel covers along one axis, and how much of each, as a flat list of taps:
/// those of output pixel i are `first(i)` to `first(i + 1)`.
///
/// Where there are more output pixels than input pixels, each lies between two and takes from both by its distance.
///
/// Immutable. Weights are in input pixels, 1 for one that is wholly covered, so that sums over whole ratios
/// are exact.
final class AreaWeights {
    private final int inputPixels;
    private final float covered;
    private final int[] firsts;
    private final int[] inputs;
    private final float[] weights;

    private AreaWeights(int inputPixels, double ratio, int[] firsts, int[] inputs, float[] weights) {
        this.inputPixels = inputPixels;
        this.covered = (float) ratio;
        this.firsts = firsts;
        this.inputs = inputs;
        this.weights = weights;
    }

    /// Those of one axis.
    ///
    /// @param ratio input pixels per output pixel; below 1 input pixels are made up between
    static AreaWeights of(int outputPixels, double ratio, int inputPixels) {
        if (!(ratio > 0) || outputPixels * ratio > inputPixels + 1e-6) {
            throw new IllegalArgumentException(
                    inputPixels + " pixels cannot be averaged to " + outputPixels + " by " + ratio);
        }
        return ratio < 1 ? between(outputPixels, ratio, inputPixels) : under(outputPixels, ratio, inputPixels);
    }

    /// Linear interpolation between the middles of input pixels; beyond the first and last middle it is their value.
    private static AreaWeights between(int outputPixels, double ratio, int inputPixels) {
        int[] firsts = new int[outputPixels + 1];
        int[] inputs = new int[2 * outputPixels];
        float[] weights = new float[2 * outputPixels];
        for (int output = 0; output < outputPixels; output++) {
            double at = Math.clamp((output + 0.5) * ratio - 0.5, 0, inputPixels - 1.0);
            int left = (int) at;
            firsts[output] = 2 * output;
            inputs[2 * output] = left;
            weights[2 * output] = (float) (1 - (at - left));
            inputs[2 * output + 1] = Math.min(left + 1, inputPixels - 1);
            weights[2 * output + 1] = (float) (at - left);
        }
        firsts[outputPixels] = 2 * outputPixels;
        return new AreaWeights(inputPixels, 1, firsts, inputs, weights);
    }

    private static AreaWeights under(int outputPixels, double ratio, int inputPixels) {
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
                    weights[taps] = (float) share;
                    taps++;
                }
            }
        }
        firsts[outputPixels] = taps;
        return new AreaWeights(inputPixels, ratio, firsts, inputs, weights);
    }

    /// Pixels of the input along this axis.
    int inputPixels() {
        return inputPixels;
    }

    /// Input pixels that each output pixel covers.
    float covered() {
        return covered;
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
