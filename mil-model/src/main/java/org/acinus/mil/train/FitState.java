package org.acinus.mil.train;

import java.util.List;
import java.util.Map;
import org.acinus.mil.pack.Tensor;

/// A fit between two epochs. Random numbers are no part of it: a fit begins them anew wherever it keeps a state,
/// whether or not anybody reads it.
///
/// @param steps of the optimizer so far
/// @param arrays weights and the optimizer's memory, as the engine names them
/// @param reports of the epochs so far, at least one
/// @param bestEpoch whose weights would be taken now, 0 while there is none
/// @param bestLoss its validation loss
public record FitState(
        int steps, Map<String, Tensor> arrays, List<EpochReport> reports, int bestEpoch, double bestLoss) {
    public FitState {
        arrays = Map.copyOf(arrays);
        reports = List.copyOf(reports);
    }

    /// Epochs done.
    public int epoch() {
        return reports.size();
    }
}
