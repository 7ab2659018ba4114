package org.acinus.stain;

import java.util.Optional;

/// Mean and deviation of the colours of a sample in CIE L\*a\*b\*: all that Reinhard et al. ("Color transfer between
/// images", IEEE CG&A 21(5), 2001) need to know. As usual in pathology, L\*a\*b\* stands in for the paper's own
/// space.
public record LabStatistics(
        double meanL, double meanA, double meanB, double deviationL, double deviationA, double deviationB) {
    /// The colours of a mixture of [StainProfile#REFERENCE]'s stains, in which the amounts of both are spread
    /// exponentially and each has its 99th percentile where the reference has it.
    public static final LabStatistics REFERENCE = new LabStatistics(67.226, 15.688, -9.614, 15.821, 7.638, 5.985);

    /// With less deviation than this a sample is of one colour, and stretching it would show nothing but noise.
    private static final double LEAST_DEVIATION = 0.5;

    /// Measures a sample; empty where it is too small or all of one colour.
    public static Optional<LabStatistics> of(PixelSample sample) {
        int pixels = sample.size();
        if (pixels < MacenkoEstimator.LEAST_PIXELS) {
            return Optional.empty();
        }
        double[] sums = new double[3];
        double[] squares = new double[3];
        double[] lab = new double[3];
        for (int pixel = 0; pixel < pixels; pixel++) {
            LabColour.of(sample.level(pixel, 0), sample.level(pixel, 1), sample.level(pixel, 2), lab);
            for (int i = 0; i < 3; i++) {
                sums[i] += lab[i];
                squares[i] += lab[i] * lab[i];
            }
        }
        double[] deviations = new double[3];
        for (int i = 0; i < 3; i++) {
            double mean = sums[i] / pixels;
            deviations[i] = Math.sqrt(Math.max(0, squares[i] / pixels - mean * mean));
            if (deviations[i] < LEAST_DEVIATION) {
                return Optional.empty();
            }
        }
        return Optional.of(new LabStatistics(
                sums[0] / pixels, sums[1] / pixels, sums[2] / pixels, deviations[0], deviations[1], deviations[2]));
    }
}
