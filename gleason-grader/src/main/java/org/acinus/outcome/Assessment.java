package org.acinus.outcome;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.acinus.gleason.pattern.PatternReading;

/// What the model says of a slide's tissue.
///
/// @param cancerProbability 0 to 1
/// @param isupGrade the ISUP grade group that agrees with the call, 0 (benign) to 5; empty where the pack does not
///     grade
/// @param isupProbabilities six, grades 0 to 5, adding up to 1; empty where the pack gives no distribution. Where
///     cancer is called, which is where `isupGrade` is not 0, they are those given cancer: the first is 0. What they
///     were before is `1 - cancerProbability` and each times `cancerProbability`
/// @param confidence probability of the outcome that was called, 0 to 1
/// @param patterns what the tiles' Gleason patterns say; empty where the pack does not classify tiles
public record Assessment(
        double cancerProbability,
        OptionalInt isupGrade,
        List<Double> isupProbabilities,
        double confidence,
        Optional<PatternReading> patterns) {
    public Assessment {
        isupProbabilities = List.copyOf(isupProbabilities);
        if (!isupProbabilities.isEmpty() && isupProbabilities.size() != 6) {
            throw new IllegalArgumentException(
                    "ISUP grades are 0 to 5: six probabilities, not " + isupProbabilities.size());
        }
    }

    /// What a pack says that does not classify tiles.
    public Assessment(
            double cancerProbability, OptionalInt isupGrade, List<Double> isupProbabilities, double confidence) {
        this(cancerProbability, isupGrade, isupProbabilities, confidence, Optional.empty());
    }

    /// The same with what the tiles say.
    ///
    /// @param grade the grade group, where something grades the slide
    public Assessment with(OptionalInt grade, PatternReading reading) {
        return new Assessment(cancerProbability, grade, isupProbabilities, confidence, Optional.of(reading));
    }
}
