package org.acinus.mil.calibrate;

import java.util.List;

/// A slide that the head had not seen in training: what is true, and what the head said.
///
/// @param patient slides of one patient are kept together
/// @param truth true class, 0 benign
/// @param probabilities one a class, adding up to 1
public record CalibrationCase(String patient, int truth, List<Double> probabilities) {
    public CalibrationCase {
        probabilities = List.copyOf(probabilities);
        if (truth < 0 || truth >= probabilities.size()) {
            throw new IllegalArgumentException("Class " + truth + " is none of " + probabilities.size());
        }
    }
}
