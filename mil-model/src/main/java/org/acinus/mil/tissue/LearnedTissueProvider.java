package org.acinus.mil.tissue;

import java.nio.file.Path;
import java.util.Optional;
import org.acinus.mil.djl.GoldenCheck;
import org.acinus.mil.pack.ModelPack;
import org.acinus.tissue.TissueDetector;
import org.acinus.tissue.TissueDetectorProvider;

/// `learned`: the detector that a tissue pack brings along.
public final class LearnedTissueProvider implements TissueDetectorProvider {
    /// The word for it.
    public static final String KIND = "learned";

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public TissueDetector open(Optional<Path> model, Path cache) {
        Path folder = model.orElseThrow(() -> new IllegalArgumentException(
                "the learned tissue detector needs a tissue pack; name it as learned:PACK"));
        return LearnedTissueDetector.open(ModelPack.open(folder), new GoldenCheck(cache));
    }
}
