package org.acinus.tissue;

import java.nio.file.Path;
import java.util.Optional;

/// Opens tissue detectors of one kind; found by [java.util.ServiceLoader], so that a module above this one can
/// bring a detector along. Stateless.
public interface TissueDetectorProvider {

    /// The word that asks for it, for example `classical` or `learned`.
    String kind();

    /// Opens a detector, which the caller closes.
    ///
    /// @param model folder of the model pack to use; empty for the kind's own choice, and always empty for a kind
    ///     that needs no model
    /// @param cache folder in which a kind may remember, from one start to the next, what it has checked of a model
    /// @throws IllegalArgumentException where this kind takes no model and one is given, or needs one and none is
    ///     given; the message says what to do
    TissueDetector open(Optional<Path> model, Path cache);
}
