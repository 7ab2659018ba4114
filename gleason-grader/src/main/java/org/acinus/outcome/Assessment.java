package org.acinus.outcome;

import java.util.List;
import java.util.OptionalInt;

/// What the model says of a slide's tissue.
///
/// @param cancerProbability 0 to 1
/// @param isupGrade most probable ISUP grade group, 0 (benign) to 5; empty where the pack does not grade
/// @param isupProbabilities six, grades 0 to 5; empty where the pack does not grade
/// @param confidence probability of the outcome that was called, 0 to 1
public record Assessment(
        double cancerProbability, OptionalInt isupGrade, List<Double> isupProbabilities, double confidence) {
    public Assessment {
        isupProbabilities = List.copyOf(isupProbabilities);
        if (!isupProbabilities.isEmpty() && isupProbabilities.size() != 6) {
            throw new IllegalArgumentException(
                    "ISUP grades are 0 to 5: six probabilities, not " + isupProbabilities.size());
        }
    }
}
