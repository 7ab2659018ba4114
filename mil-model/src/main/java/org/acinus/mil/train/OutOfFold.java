package org.acinus.mil.train;

import java.util.List;

/// What was said of one bag by a head that had not seen its patient.
///
/// @param bag name
/// @param truth its label
/// @param probabilities one a class, adding up to 1
public record OutOfFold(String bag, int truth, List<Double> probabilities) {
    public OutOfFold {
        probabilities = List.copyOf(probabilities);
    }

    /// The most probable class, the lowest of equals.
    public int called() {
        int best = 0;
        for (int c = 1; c < probabilities.size(); c++) {
            if (probabilities.get(c) > probabilities.get(best)) {
                best = c;
            }
        }
        return best;
    }

    /// The probability of anything but benign, class 0; summed rather than 1 less benign, which would round
    /// sure cases into ties.
    public double cancer() {
        return probabilities.stream().skip(1).mapToDouble(Double::doubleValue).sum();
    }
}
