package org.acinus.mil.train.curves;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Steps of an axis that a person can read: 1, 2 or 5 times a power of ten.
///
/// @param size of a step, above 0
record RoundSteps(double size) {
    /// Steps of which at most so many reach from 0 to a value.
    ///
    /// @param value above 0
    /// @param most at least 2
    static RoundSteps to(double value, int most) {
        double power = Math.pow(10, Math.floor(Math.log10(value / most)));
        for (int times : new int[] {1, 2, 5}) {
            if (times * power * most >= value) {
                return new RoundSteps(times * power);
            }
        }
        return new RoundSteps(10 * power);
    }

    /// The same for a value that is counted: no step is below 1.
    static RoundSteps counting(int value, int most) {
        return new RoundSteps(Math.max(1, to(value, most).size));
    }

    /// The first step that is not below a value.
    double above(double value) {
        return Math.ceil(value / size - 1e-9) * size;
    }

    /// Steps from 0 to a value, both included.
    List<Double> upTo(double value) {
        List<Double> steps = new ArrayList<>();
        for (int i = 0; i * size <= value * (1 + 1e-9); i++) {
            steps.add(i * size);
        }
        return List.copyOf(steps);
    }

    /// A step with as many places as its size needs.
    String text(double step) {
        int places = Math.max(0, (int) Math.ceil(-Math.log10(size) - 1e-9));
        return String.format(Locale.ROOT, "%." + places + "f", step);
    }
}
