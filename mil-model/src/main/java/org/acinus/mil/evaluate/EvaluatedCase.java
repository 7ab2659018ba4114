package org.acinus.mil.evaluate;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// One slide: what is true of it, and what was said.
///
/// @param id names it in messages
/// @param origin where it comes from
/// @param truth its true class, 0 benign
/// @param answer what was said
public record EvaluatedCase(String id, Origin origin, int truth, Answer answer) {

    /// Where a slide comes from.
    ///
    /// @param patient slides of one patient are drawn together, since they are not independent
    /// @param site that made the slide
    /// @param subgroup of the user's choice, for example a scanner
    public record Origin(String patient, Optional<String> site, Optional<String> subgroup) {}

    /// What was said of a slide.
    ///
    /// @param called the class
    /// @param cancer probability of any class but benign, 0 to 1, where the predictions have it
    /// @param probabilities one a class, where the predictions have them, else empty
    public record Answer(int called, OptionalDouble cancer, List<Double> probabilities) {
        public Answer {
            probabilities = List.copyOf(probabilities);
        }
    }
}
