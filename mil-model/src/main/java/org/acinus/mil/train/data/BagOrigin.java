package org.acinus.mil.train.data;

import java.util.Optional;

/// Where a slide comes from.
///
/// @param patient the slide's own name where nothing is known
/// @param site that made the slide
/// @param unit slides of one unit never lie on both sides of a split: those of one patient, those that someone has put
///     into one group because they are nearly the same, and whatever else is tied to either; where folds are dealt by
///     site, a site
public record BagOrigin(String patient, Optional<String> site, String unit) {

    /// A patient is a unit.
    public static BagOrigin of(String patient) {
        return new BagOrigin(patient, Optional.empty(), patient);
    }
}
