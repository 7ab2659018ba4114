package org.acinus.mil.train;

import java.util.Map;
import org.acinus.mil.BagPrediction;
import org.acinus.mil.FeatureMatrix;
import org.acinus.mil.pack.Tensor;

/// A head just fitted. One thread at a time; whoever fitted it closes it.
public interface FittedHead extends AutoCloseable {

    /// The epoch whose weights these are, from 1.
    int epoch();

    /// A copy of the weights, under the names of the weights file.
    Map<String, Tensor> weights();

    /// Runs a bag.
    BagPrediction predict(FeatureMatrix bag);

    @Override
    void close();
}
