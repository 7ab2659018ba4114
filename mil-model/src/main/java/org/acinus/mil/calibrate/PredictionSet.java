package org.acinus.mil.calibrate;

import java.util.List;

/// The classes that are plausible for a slide.
///
/// @param classes rising; empty where no class is plausible, because the slide is unlike all slides of all
///     classes
public record PredictionSet(List<Integer> classes) {
    public PredictionSet {
        classes = List.copyOf(classes);
    }

    /// Whether cancer and benign are both plausible, or neither: then the head does not know.
    public boolean abstains() {
        boolean benign = classes.contains(0);
        boolean cancer = classes.stream().anyMatch(label -> label > 0);
        return benign == cancer;
    }
}
