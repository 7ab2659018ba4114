package org.acinus.mil.djl;

import java.util.Collections;
import java.util.List;
import org.acinus.mil.BagClassifier;
import org.acinus.mil.BagPrediction;
import org.acinus.mil.FeatureMatrix;
import org.acinus.mil.PackId;
import org.acinus.mil.pack.ModelPack;

/// Interim.
public final class HeadClassifier {
    private HeadClassifier() {}

    /// Interim.
    public static BagClassifier open(ModelPack head) {
        return new BagClassifier() {
            @Override
            public PackId pack() {
                return head.id();
            }

            @Override
            public BagPrediction classify(FeatureMatrix bag) {
                return new BagPrediction(
                        List.of(0.3, 0.7),
                        Collections.nCopies(bag.size(), 1f / bag.size()),
                        Collections.nCopies(bag.size(), 0.1f));
            }

            @Override
            public void close() {}
        };
    }
}
