package org.acinus.mil.calibrate.packing;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.acinus.mil.calibrate.CalibrationCase;
import org.acinus.mil.calibrate.Scaling;

/// Carries a threshold over to mended probabilities, so that calibrating does not move the operating point.
public final class MendedThreshold {
    /// A threshold nearer to 0 or 1 than this calls nearly everything or nearly nothing.
    private static final double EDGE = 1e-6;

    private MendedThreshold() {}

    /// The threshold by which as many slides are called cancer as before, half-way between two slides; for two classes
    /// and a temperature, which keep the slides' order, the mended threshold itself.
    ///
    /// @param cases at least one, with the probabilities that the head gave
    /// @param threshold that was used on these
    /// @return strictly between 0 and 1
    public static double of(List<CalibrationCase> cases, Scaling scaling, double threshold) {
        if (scaling.method() == Scaling.Method.TEMPERATURE && scaling.scale().size() == 2) {
            return within(scaling.apply(List.of(1 - threshold, threshold)).getLast());
        }
        ToDoubleFunction<List<Double>> cancer = probabilities -> 1 - probabilities.getFirst();
        int called = (int) cases.stream()
                .filter(one -> cancer.applyAsDouble(one.probabilities()) >= threshold)
                .count();
        double[] rising = cases.stream()
                .mapToDouble(one -> cancer.applyAsDouble(scaling.apply(one.probabilities())))
                .sorted()
                .toArray();
        double[] falling = IntStream.range(0, rising.length)
                .mapToDouble(i -> rising[rising.length - 1 - i])
                .toArray();
        double last = called == 0 ? 1 : falling[called - 1];
        double next = called == falling.length ? 0 : falling[called];
        return within((last + next) / 2);
    }

    private static double within(double threshold) {
        return Math.clamp(threshold, EDGE, 1 - EDGE);
    }
}
