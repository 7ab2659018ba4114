package org.acinus.mil;

import java.util.List;
/// A trained MIL head.
///
/// One thread at a time. Whoever opened it closes it.

public interface BagClassifier extends AutoCloseable {

    /// The head pack that this classifier runs.
    PackId pack();

    /// Classifies one slide.
    ///
    /// @param bag at least one row, of the dimension the head was trained on, in row-major order of the tiles'
    ///     addresses
    BagPrediction classify(FeatureRows bag);

    /// How the slide's evidence for cancer, [HeadOutput#towardsCancer] of its last layer, changes with each feature of
    /// single tiles: for explanations. Takes memory for the whole bag several times over.
    ///
    /// @param bag as for [#classify]
    /// @param rows of the bag
    /// @return one row for each of `rows`, in their order
    FeatureMatrix evidenceGradients(FeatureRows bag, List<Integer> rows);

    @Override
    void close();
}
