package org.acinus.mil.calibrate.review;

import java.util.Optional;
import org.acinus.mil.calibrate.PredictionSet;

/// All that decides whether a person must look at a slide.
///
/// @param cancerProbability mended where the pack can
/// @param threshold of the call
/// @param margin a probability nearer than this to the threshold wants a person
/// @param plausible classes, where the pack can tell
/// @param widestSet greatest number of plausible grades that is accepted
/// @param deviation of the ensemble's members and its limit, where there are any
/// @param distance from the training slides and its limit, where the pack can tell
/// @param tiles inside tissue
/// @param unreadable tiles that do not decode
public record ReviewFacts(
        double cancerProbability,
        double threshold,
        double margin,
        Optional<PredictionSet> plausible,
        int widestSet,
        Optional<Limited> deviation,
        Optional<Limited> distance,
        int tiles,
        int unreadable) {

    /// A value and the greatest that is accepted.
    ///
    /// @param value found
    /// @param limit accepted
    public record Limited(double value, double limit) {
        boolean exceeded() {
            // Not a comparison with >, which a NaN would pass.
            return !(value <= limit);
        }
    }
}
