package org.acinus.tissue;

import java.nio.file.Path;
import java.util.Optional;

/// `classical`: the detector that needs no model.
public final class ClassicalTissueProvider implements TissueDetectorProvider {
    /// The word for it.
    public static final String KIND = "classical";

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public TissueDetector open(Optional<Path> model, Path cache) {
        model.ifPresent(folder -> {
            throw new IllegalArgumentException("the classical tissue detector takes no model, but got " + folder);
        });
        return new ClassicalTissueDetector();
    }
}
