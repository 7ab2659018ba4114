package org.acinus.mil;

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

    @Override
    void close();
}
