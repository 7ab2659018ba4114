package org.acinus.mil.train;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.acinus.mil.pack.Tensor;

/// What a head said of the bags that it had not seen.
///
/// @param repeat from 1
/// @param fold from 1
/// @param epoch the epoch whose weights were used
/// @param accuracy share of the fold's bags called rightly
/// @param auc area under the ROC curve, benign against all other classes; nothing where the fold lacks one side
/// @param predictions one a bag of the fold
/// @param weights of the head
public record FoldResult(
        int repeat,
        int fold,
        int epoch,
        double accuracy,
        OptionalDouble auc,
        List<OutOfFold> predictions,
        Map<String, Tensor> weights) {
    public FoldResult {
        predictions = List.copyOf(predictions);
        weights = Map.copyOf(weights);
    }
}
