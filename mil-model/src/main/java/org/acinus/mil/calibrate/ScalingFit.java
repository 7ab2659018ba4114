package org.acinus.mil.calibrate;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Finds the scaling under which the truth is most probable: least mean negative log-likelihood.
///
/// Both problems are convex, so there is one optimum and Newton's method with a line search finds it.
public final class ScalingFit {
    /// Temperatures beyond these say that the slides tell nothing, or that the head never errs on them.
    static final double LEAST_TEMPERATURE = 0.05;

    static final double GREATEST_TEMPERATURE = 20;
    /// Holds a vector scaling near no change where few slides speak: half of this times the squared distance is
    /// added to the mean loss. Without it a class that is absent, or never wrong, would drift off for ever.
    static final double RIDGE = 1e-3;

    private static final int MOST_STEPS = 200;
    private static final double CONVERGED = 1e-12;

    private ScalingFit() {}

    /// Fits one temperature.
    ///
    /// @param cases at least one
    /// @return its temperature is 0.05 to 20
    public static Scaling temperature(List<CalibrationCase> cases) {
        double[][] logits = logits(cases);
        // The slope in the inverse temperature rises all the way; where it crosses zero is the optimum.
        double low = 1 / GREATEST_TEMPERATURE;
        double high = 1 / LEAST_TEMPERATURE;
        double inverse = 1;
        for (int step = 0; step < MOST_STEPS && high - low > CONVERGED * inverse; step++) {
            double[] slopes = slopes(logits, cases, inverse);
            if (slopes[0] > 0) {
                high = inverse;
            } else {
                low = inverse;
            }
            double newton = inverse - slopes[0] / slopes[1];
            inverse = newton > low && newton < high ? newton : (low + high) / 2;
        }
        return Scaling.ofTemperature(1 / inverse, logits[0].length);
    }

    /// First and second derivative of the loss by the inverse temperature.
    private static double[] slopes(double[][] logits, List<CalibrationCase> cases, double inverse) {
        double first = 0;
        double second = 0;
        for (int i = 0; i < logits.length; i++) {
            double[] row = logits[i];
            double[] p = Softmax.of(Arrays.stream(row).map(z -> z * inverse).toArray());
            double mean =
                    IntStream.range(0, p.length).mapToDouble(c -> p[c] * row[c]).sum();
            first += mean - row[cases.get(i).truth()];
            second += IntStream.range(0, p.length)
                    .mapToDouble(c -> p[c] * (row[c] - mean) * (row[c] - mean))
                    .sum();
        }
        return new double[] {first, second};
    }

    /// Fits a factor and a shift for each class.
    ///
    /// @param cases at least one
    public static Scaling vector(List<CalibrationCase> cases) {
        VectorLoss loss = new VectorLoss(
                logits(cases), cases.stream().mapToInt(CalibrationCase::truth).toArray());
        int classes = loss.classes();
        double[] parameters = new double[2 * classes];
        Arrays.fill(parameters, 0, classes, 1);
        for (int step = 0; step < MOST_STEPS; step++) {
            double[] gradient = loss.gradient(parameters);
            double[] direction =
                    TriangularFactor.of(loss.hessian(parameters), 2 * classes).solve(gradient);
            double slope = IntStream.range(0, gradient.length)
                    .mapToDouble(k -> gradient[k] * direction[k])
                    .sum();
            if (slope < CONVERGED) {
                break;
            }
            parameters = descend(loss, parameters, direction, slope);
        }
        double[] found = parameters;
        return new Scaling(
                Scaling.Method.VECTOR,
                IntStream.range(0, classes).mapToObj(c -> found[c]).toList(),
                IntStream.range(0, classes).mapToObj(c -> found[classes + c]).toList());
    }

    /// The longest of the steps 1, 1/2, 1/4 … that gains enough (Armijo's rule).
    private static double[] descend(VectorLoss loss, double[] from, double[] direction, double slope) {
        double before = loss.value(from);
        for (double length = 1; length > 1e-10; length /= 2) {
            double taken = length;
            double[] to = IntStream.range(0, from.length)
                    .mapToDouble(k -> from[k] - taken * direction[k])
                    .toArray();
            if (loss.value(to) <= before - 1e-4 * length * slope) {
                return to;
            }
        }
        return from;
    }

    private static double[][] logits(List<CalibrationCase> cases) {
        return cases.stream()
                .map(one -> one.probabilities().stream()
                        .mapToDouble(Scaling::logarithm)
                        .toArray())
                .toArray(double[][]::new);
    }
}
